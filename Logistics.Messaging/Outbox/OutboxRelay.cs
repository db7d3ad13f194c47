using Logistics.Messaging.Broker;
using Logistics.Messaging.Hosting;
using Logistics.Messaging.Schema;
using Logistics.Messaging.Topology;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// Publishes what commits: rows handed over in memory first, and those that only the table knows (from before a crash, from other
/// replicas, put off earlier) whenever woken and at every poll.
/// </summary>
internal sealed class OutboxRelay(
    RabbitMq broker,
    OutboxHandover handover,
    OutboxStore store,
    OutboxPublisher outbox,
    PublishedRows published,
    OutboxStatus status,
    IOptions<MessagingOptions> options,
    TimeProvider clock,
    Supervisor supervisor,
    SchemaGate? gate = null) : BackgroundService
{
    /// <summary>
    /// Where the search of the table goes on; rows that commit out of order behind it are found by the next search, from the start.
    /// </summary>
    private Guid _searchedTo;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (gate?.WaitAsync(stoppingToken) ?? Task.CompletedTask);
        await supervisor.RunAsync("Outbox relay", RelayAsync, stoppingToken, status.Disconnected);
    }

    private async Task RelayAsync(CancellationToken stopping)
    {
        await EventsExchange.DeclareAsync(await broker.Publishing.GetAsync(stopping), options.Value.Exchange, stopping);
        await using var publisher = await ConfirmingPublisher.OpenAsync(broker.Publishing, options.Value, clock, stopping);
        await using var poll = clock.CreateTimer(_ => handover.Wake(), null, TimeSpan.Zero, options.Value.OutboxPollInterval);
        _searchedTo = Guid.Empty;
        handover.IsOpen = true;
        status.Connected();
        try
        {
            while (await handover.WaitAsync(stopping))
            {
                await PublishWaitingAsync(publisher, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            using var grace = new CancellationTokenSource(options.Value.ShutdownGrace, clock);
            await PublishWaitingAsync(publisher, grace.Token);
        }
        finally
        {
            handover.IsOpen = false;
        }
    }

    private async Task PublishWaitingAsync(ConfirmingPublisher publisher, CancellationToken cancellationToken)
    {
        var (fresh, search) = handover.Take(options.Value.PublishWindow);
        if (fresh.Count > 0)
        {
            await PublishFreshAsync(publisher, fresh, cancellationToken);
        }

        if (search)
        {
            await PublishFoundAsync(publisher, cancellationToken);
        }
    }

    private async Task PublishFreshAsync(ConfirmingPublisher publisher, List<OutboxMessage> fresh, CancellationToken cancellationToken)
    {
        var settlement = new OutboxSettlement();
        await outbox.PublishAsync(publisher, fresh, settlement, cancellationToken);
        published.Add(settlement.Done);
        if (settlement.Postponed.Count > 0)
        {
            settlement.Done.Clear();
            await store.SettleAsync(settlement, cancellationToken);
        }

        ThrowIfUnusable(publisher);
    }

    private async Task PublishFoundAsync(ConfirmingPublisher publisher, CancellationToken cancellationToken)
    {
        await using var claim = await store.ClaimAsync(_searchedTo, clock.GetUtcNow(), options.Value.PublishWindow, cancellationToken);
        if (claim.Rows.Count == 0)
        {
            _searchedTo = Guid.Empty;
            return;
        }

        var settlement = new OutboxSettlement();
        await outbox.PublishAsync(publisher, [.. claim.Rows.Where(row => row.Attempts == 0)], settlement, cancellationToken);

        // What was refused before goes alone: the broker closes the channel on some messages, and those around it are not to blame.
        foreach (var suspect in claim.Rows.Where(row => row.Attempts > 0).TakeWhile(_ => publisher.IsUsable))
        {
            await outbox.PublishAsync(publisher, [suspect], settlement, cancellationToken);
        }

        await claim.SettleAsync(settlement, cancellationToken);
        ThrowIfUnusable(publisher);
        _searchedTo = claim.Rows[^1].Id;
        handover.Wake();
    }

    private static void ThrowIfUnusable(ConfirmingPublisher publisher)
    {
        if (!publisher.IsUsable)
        {
            throw new BrokerUnavailableException("The channel for publishing is closed, or a confirm did not come in time.");
        }
    }
}
