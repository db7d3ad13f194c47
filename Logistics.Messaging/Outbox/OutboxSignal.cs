using System.Threading.Channels;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// "There are rows that I cannot publish myself": what <see cref="OutboxSignalling"/> tells all replicas. Many raised at once
/// are one.
/// </summary>
internal sealed class OutboxSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _raised.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _raised.Reader.ReadAsync(cancellationToken);
}
