namespace Logistics.Notifications.Dispatch;

/// <summary>
/// Keeps us from a provider that fails everyone. While it is open nothing is sent there; then one message finds out, and the next pause is
/// twice as long if that fails too.
/// </summary>
internal sealed class Breaker(TimeSpan longestPause, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset _openUntil;

    /// <summary>How long it stays open; zero: it is not.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (_gate)
            {
                var remaining = _openUntil - clock.GetUtcNow();
                return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The last that was heard of the provider is that it is away: try it with one message.</summary>
    public bool IsOnTrial => Volatile.Read(ref _failures) > 0;

    /// <param name="retryAfter">What the provider asked for, if it did.</param>
    public void Failed(TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_openUntil > now && retryAfter is null)
            {
                return; // another lane has noticed already
            }

            var pause = FirstPause * Math.Pow(2, Math.Min(_failures++, 10));
            _openUntil = now + (retryAfter ?? (pause < longestPause ? pause : longestPause));
        }
    }

    public void Succeeded()
    {
        lock (_gate)
        {
            (_failures, _openUntil) = (0, default);
        }
    }
}
