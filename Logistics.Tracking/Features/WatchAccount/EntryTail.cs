using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Live;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using TimelineEntry = Logistics.Tracking.Domain.TimelineEntry;

namespace Logistics.Tracking.Features.WatchAccount;

/// <summary>
/// The timeline's end, for all who watch accounts here. Positions are committed in their order (<see cref="TimelineEntry.Position"/>).
/// </summary>
internal sealed class EntryTail(
    IServiceScopeFactory scopes, Doorbell bell, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<EntryTail> logger)
    : Tail<AccountNews, long>(bell, lifetime, clock, logger)
{
    private const int PageSize = 1_000;

    /// <summary>Hands on the estimates of what is announced. Entries are read, for announcements may be missed.</summary>
    public void Tell(IEnumerable<WatchResponse> news)
    {
        foreach (var one in news.Where(one => one.WhatCase == WatchResponse.WhatOneofCase.Estimate))
        {
            _ = Guid.TryParse(one.OwnerId, out var ownerId); // an older replica does not say
            Offer(AccountNews.Of(ownerId, one));
        }
    }

    protected override async Task<long> FindEndAsync(CancellationToken cancellationToken) =>
        await ReadAsync(entries => entries.MaxAsync(entry => (long?)entry.Position, cancellationToken)) ?? 0;

    protected override async Task<(IReadOnlyList<AccountNews> Entries, long UpTo, bool More)> ReadAsync(
        long after, CancellationToken cancellationToken)
    {
        var entries = await ReadAsync(all => all
            .Where(entry => entry.Position > after)
            .OrderBy(entry => entry.Position)
            .Take(PageSize)
            .ToListAsync(cancellationToken));
        return (entries.ConvertAll(AccountNews.Of), entries.LastOrDefault()?.Position ?? after, entries.Count == PageSize);
    }

    private async Task<T> ReadAsync<T>(Func<IQueryable<TimelineEntry>, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TrackingDbContext>().Entries.AsNoTracking());
    }
}
