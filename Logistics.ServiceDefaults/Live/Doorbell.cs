using System.Threading.Channels;

namespace Logistics.ServiceDefaults.Live;

/// <summary>
/// Rung when something is new, here or on another replica. Many rings at once are one; one may be missed, so nobody should wait for ever.
/// </summary>
public sealed class Doorbell
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Returns when it rings, or after <paramref name="patience"/>.</summary>
    public async Task WaitAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Task rung = _rung.Reader.ReadAsync(either.Token).AsTask();
        await rung.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
