namespace Logistics.ServiceDefaults.Live;

/// <summary>What goes on for hours must end with the token that allowed it.</summary>
public static class TokenLife
{
    /// <summary>Does the work until it is done or the token expires; the caller then comes again with a new one.</summary>
    public static async Task UntilAsync(
        this TimeProvider clock, DateTimeOffset expiresAt, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var left = expiresAt - clock.GetUtcNow();
        using var expiry = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        try
        {
            await work(ending.Token);
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested)
        {
            // The caller comes again.
        }
    }
}
