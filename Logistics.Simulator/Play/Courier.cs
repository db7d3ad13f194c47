using Logistics.Simulator.Api;
using Logistics.Simulator.Cast;
using Logistics.Simulator.Journeys;

namespace Logistics.Simulator.Play;

/// <summary>
/// Sends a parcel on its way: creates the shipment as its merchant, then makes every scan when its simulated time has come.
/// </summary>
/// <param name="speed">Simulated seconds in a second.</param>
internal sealed class Courier(LogisticsApi api, Crew crew, TimeProvider clock, double speed, Progress progress)
{
    public async Task<SentParcel> PlayAsync(ParcelPlan plan, CancellationToken cancellationToken)
    {
        var sentAt = clock.GetUtcNow();
        var shipment = await api.CreateShipmentAsync(crew.Of(plan.Merchant), plan.Order, plan.Key, cancellationToken);
        progress.Created();

        var started = clock.GetTimestamp();
        for (var i = 1; i < plan.Journey.Steps.Count; i++)
        {
            var step = plan.Journey.Steps[i];
            var wait = ((step.OccurredAt - plan.Journey.Start) / speed) - clock.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }

            await api.ChangeStatusAsync(
                crew.WhoScans(step.Status), shipment.TrackingNumber, ToRequest(step), $"{plan.Key}-{i + 1}", cancellationToken);
            progress.Scanned();
        }

        progress.Delivered();
        return new SentParcel(plan, shipment.TrackingNumber, sentAt);
    }

    private static ChangeStatusRequest ToRequest(JourneyStep step) => new(
        step.Status,
        new LocationBody(step.Place, step.Hub.City, step.Hub.Country, step.Hub.Latitude, step.Hub.Longitude),
        step.Reason,
        step.OccurredAt);
}
