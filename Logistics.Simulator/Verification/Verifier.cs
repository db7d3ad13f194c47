using Logistics.Simulator.Api;
using Logistics.Simulator.Play;

namespace Logistics.Simulator.Verification;

/// <summary>
/// Asks the public API about parcels until all is as it should be, or <paramref name="patience"/> has run out; events and notifications
/// arrive eventually. What is good is asked for once more at the end: a repetition may come late.
/// </summary>
internal sealed class Verifier(LogisticsApi api, Crew crew, TimeProvider clock, TimeSpan patience)
{
    private const int AskedAtOnce = 8;

    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeforeLastLook = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<ParcelVerdict>> VerifyAsync(IReadOnlyCollection<SentParcel> parcels, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var waitingFor = parcels;
        while (waitingFor.Count > 0 && clock.GetElapsedTime(started) < patience)
        {
            var verdicts = await LookAsync(waitingFor, cancellationToken);
            waitingFor = [.. waitingFor.Zip(verdicts).Where(pair => !pair.Second.IsGood).Select(pair => pair.First)];
            await Task.Delay(waitingFor.Count > 0 ? BetweenRounds : BeforeLastLook, clock, cancellationToken);
        }

        return await LookAsync(parcels, cancellationToken);
    }

    private async Task<IReadOnlyList<ParcelVerdict>> LookAsync(IReadOnlyCollection<SentParcel> parcels, CancellationToken cancellationToken)
    {
        var verdicts = new ParcelVerdict[parcels.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(parcels.Index(), limit, async (entry, token) => verdicts[entry.Index] = await LookAsync(entry.Item, token));
        return verdicts;
    }

    private async Task<ParcelVerdict> LookAsync(SentParcel parcel, CancellationToken cancellationToken)
    {
        var steps = parcel.Plan.Journey.Steps;
        var timeline = await FindTimelineAsync(parcel.TrackingNumber, cancellationToken);
        if (timeline is null)
        {
            return new ParcelVerdict(parcel.Plan, parcel.TrackingNumber, 0, 0, 0, ["there is no timeline"]);
        }

        var notifications = await api.ListNotificationsAsync(crew.Of(parcel.Plan.Merchant), parcel.TrackingNumber, cancellationToken);
        var mails = await api.ListMailsAsync(crew.Support, parcel.Plan.Order.Recipient.Email, cancellationToken);
        return new ParcelVerdict(
            parcel.Plan,
            parcel.TrackingNumber,
            timeline.Events.Count,
            notifications.Count,
            0,
            [.. TimelineCheck.Faults(steps, timeline), .. NotificationCheck.Faults(timeline, notifications, mails)]);
    }

    private async Task<TimelineAnswer?> FindTimelineAsync(string trackingNumber, CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetTimelineAsync(trackingNumber, cancellationToken);
        }
        catch (ApiException e) when (e.Status == System.Net.HttpStatusCode.NotFound)
        {
            return null; // not yet
        }
    }
}
