using System.Net;
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

    /// <summary>Asking for a timeline that is not there yet counts as guessing: the API limits that to one a second.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan BeforeLastLook = TimeSpan.FromSeconds(3);

    /// <summary>What the server's clock may be behind ours.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<ParcelVerdict>> VerifyAsync(
        IReadOnlyCollection<SentParcel> parcels, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        foreach (var parcel in parcels)
        {
            while (!(await LookAsync(parcel, cancellationToken)).IsGood && clock.GetElapsedTime(started) < patience)
            {
                await Task.Delay(BetweenLooks, clock, cancellationToken);
            }
        }

        await Task.Delay(BeforeLastLook, clock, cancellationToken);
        return await LookAsync(parcels, cancellationToken);
    }

    private async Task<IReadOnlyList<ParcelVerdict>> LookAsync(IReadOnlyCollection<SentParcel> parcels, CancellationToken cancellationToken)
    {
        var verdicts = new ParcelVerdict[parcels.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            parcels.Index(), limit, async (entry, token) => verdicts[entry.Index] = await LookAsync(entry.Item, token));
        return verdicts;
    }

    private async Task<ParcelVerdict> LookAsync(SentParcel parcel, CancellationToken cancellationToken)
    {
        var plan = parcel.Plan;
        var timeline = await FindTimelineAsync(parcel.TrackingNumber, cancellationToken);
        if (timeline is null)
        {
            return new ParcelVerdict(plan, parcel.TrackingNumber, 0, 0, 0, ["there is no timeline"]);
        }

        var notifications = await api.ListNotificationsAsync(crew.Of(plan.Merchant), parcel.TrackingNumber, cancellationToken);
        var since = parcel.SentAt - ClockDifference;
        var mails = (await api.ListMailsAsync(crew.Support, plan.Merchant.Email, since, cancellationToken))
            .Concat(await api.ListMailsAsync(crew.Support, plan.Order.Recipient.Email, since, cancellationToken));
        return new ParcelVerdict(
            plan,
            parcel.TrackingNumber,
            timeline.Events.Count,
            NotificationCheck.CountTold(notifications),
            NotificationCheck.CountExpected(timeline.Events, plan.RecipientHasAccount),
            [
                .. TimelineCheck.Faults(plan.Journey.Steps, timeline),
                .. NotificationCheck.Faults(timeline.Events, plan.RecipientHasAccount, notifications, [.. mails]),
            ]);
    }

    private async Task<TimelineAnswer?> FindTimelineAsync(string trackingNumber, CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetTimelineAsync(trackingNumber, cancellationToken);
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null; // not yet
        }
    }
}
