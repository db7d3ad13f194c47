using Logistics.Contracts.Tracking.V1;
using TimelineEntry = Logistics.Tracking.Domain.TimelineEntry;

namespace Logistics.Tracking.Features.WatchAccount;

/// <summary>What is new of an account's parcel: made once, told to all who watch.</summary>
internal sealed record AccountNews(Guid OwnerId, WatchAccountResponse Response)
{
    public static AccountNews Of(TimelineEntry entry) => new(entry.OwnerId, new WatchAccountResponse
    {
        Position = entry.Position,
        Entry = new AccountEntry { TrackingNumber = entry.TrackingNumber, Entry = TimelineAnswer.Entry(entry) },
    });

    /// <summary>An estimate has no position of its own.</summary>
    public static AccountNews Of(Guid ownerId, WatchResponse news) =>
        new(ownerId, new WatchAccountResponse
        {
            Estimate = new AccountEstimate { TrackingNumber = news.TrackingNumber, Estimate = news.Estimate },
        });
}
