using System.Diagnostics.Metrics;
using Logistics.Messaging.Hosting;
using Logistics.Messaging.Schema;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Logistics.Messaging.Outbox;

/// <summary>Counts, every few seconds, what waits and what is parked.</summary>
internal sealed partial class OutboxMonitor : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly OutboxStore _store;
    private readonly OutboxStatus _status;
    private readonly TimeProvider _clock;
    private readonly Supervisor _supervisor;
    private readonly SchemaGate? _gate;
    private readonly ILogger _logger;

    public OutboxMonitor(
        OutboxStore store,
        OutboxStatus status,
        TimeProvider clock,
        Supervisor supervisor,
        IMeterFactory meters,
        ILogger<OutboxMonitor> logger,
        SchemaGate? gate = null)
    {
        (_store, _status, _clock, _supervisor, _logger, _gate) = (store, status, clock, supervisor, logger, gate);
        var meter = meters.Create(MessagingTelemetry.Name);
        meter.CreateObservableGauge(
            "logistics.outbox.pending", () => status.Count.Waiting, "{event}", "Events committed and not yet confirmed by the broker.");
        meter.CreateObservableGauge(
            "logistics.outbox.parked", () => status.Count.Parked, "{event}", "Events that the broker refused for good.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (_gate?.WaitAsync(stoppingToken) ?? Task.CompletedTask);
        await _supervisor.RunAsync("Counting the outbox", CountAsync, stoppingToken);
    }

    private async Task CountAsync(CancellationToken stopping)
    {
        while (true)
        {
            var count = await _store.CountAsync(stopping);
            if (count.Parked > _status.Count.Parked)
            {
                LogParked(count.Parked);
            }

            _status.Count = count;
            await Task.Delay(Interval, _clock, stopping);
        }
    }

    [LoggerMessage(EventId = 9010, Level = LogLevel.Error, Message = "{Count} events are parked in the outbox: the broker refuses them.")]
    private partial void LogParked(long count);
}
