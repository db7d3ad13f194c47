using System.Threading.Channels;
using Logistics.Messaging.Hosting;
using Microsoft.Extensions.Hosting;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// Deletes rows that were handed over in memory and are confirmed: many at once, a moment later. A crash in that moment means that they
/// are published again when their lease ends, which consumers do not notice.
/// </summary>
internal sealed class PublishedRows(OutboxStore store, TimeProvider clock, Supervisor supervisor) : BackgroundService
{
    private const int MostAtOnce = 1000;

    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly Channel<Guid> _ids = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });
    private OutboxSettlement _next = new();

    public void Add(List<Guid> ids) => ids.ForEach(id => _ids.Writer.TryWrite(id));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var grace = new CancellationTokenSource(LastWords, clock);
        await supervisor.RunAsync("Deleting the last published rows", DeleteAllAsync, grace.Token);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        supervisor.RunAsync("Deleting published rows", DeleteAsync, stoppingToken);

    private async Task DeleteAsync(CancellationToken stopping)
    {
        await DeleteAllAsync(stopping);
        while (await _ids.Reader.WaitToReadAsync(stopping))
        {
            await Task.Delay(Linger, clock, stopping);
            await DeleteAllAsync(stopping);
        }
    }

    private async Task DeleteAllAsync(CancellationToken cancellationToken)
    {
        while (TakeSome())
        {
            await store.SettleAsync(_next, cancellationToken);
            _next = new OutboxSettlement();
        }
    }

    private bool TakeSome()
    {
        while (_next.Done.Count < MostAtOnce && _ids.Reader.TryRead(out var id))
        {
            _next.Done.Add(id);
        }

        return _next.Done.Count > 0;
    }
}
