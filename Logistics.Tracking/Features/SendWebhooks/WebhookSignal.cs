using System.Threading.Channels;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>Wakes the dispatcher of this process: something was queued, or there is room again.</summary>
internal sealed class WebhookSignal
{
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once the database can be used.</summary>
    public Task Opened => _opened.Task;

    public void Open() => _opened.TrySetResult();

    public void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>Until the next <see cref="Wake"/>, or one since the last wait; no longer than the time given.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(atMost, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _wakes.Reader.ReadAsync(linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody woke us.
        }
    }
}
