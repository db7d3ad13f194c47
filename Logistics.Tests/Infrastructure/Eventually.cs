using System.Diagnostics;
using Xunit;

namespace Logistics.Tests.Infrastructure;

/// <summary>Waits on a condition instead of sleeping, and reports the last state when it does not come true.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <param name="state">Reads the state anew; what it throws is the last state too.</param>
    /// <param name="condition">What must become true of it.</param>
    /// <param name="timeout">How long to wait, 30 seconds when not given.</param>
    /// <returns>The state for which the condition was true.</returns>
    public static async Task<T> AssertAsync<T>(Func<CancellationToken, Task<T>> state, Func<T, bool> condition, TimeSpan? timeout = null)
    {
        var test = TestContext.Current.CancellationToken;
        var limit = timeout ?? TimeSpan.FromSeconds(30);
        var started = Stopwatch.GetTimestamp();
        object? last;
        do
        {
            try
            {
                var current = await state(test);
                if (condition(current))
                {
                    return current;
                }

                last = current;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !test.IsCancellationRequested)
            {
                last = exception;
            }

            await Task.Delay(Interval, TimeProvider.System, test);
        }
        while (Stopwatch.GetElapsedTime(started) < limit);

        throw new Xunit.Sdk.XunitException($"Not so within {limit}. Last state: {last}");
    }

    public static Task AssertAsync(Func<bool> condition, TimeSpan? timeout = null) =>
        AssertAsync(_ => Task.FromResult(condition()), holds => holds, timeout);

    public static Task AssertAsync(Func<CancellationToken, Task<bool>> condition, TimeSpan? timeout = null) =>
        AssertAsync(condition, holds => holds, timeout);
}
