using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Logistics.Bench.Load;
using Xunit;

namespace Logistics.Tests.Bench;

public sealed class LoadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_schedule_is_evenly_spaced_and_ends()
    {
        var schedule = new Schedule(200, TimeSpan.FromSeconds(2));

        Assert.Equal(400, schedule.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(15), schedule.DueAt(3));
    }

    [Fact]
    public async Task Due_times_keep_to_the_schedule_however_busy_the_workers_are()
    {
        var schedule = new Schedule(1_000, TimeSpan.FromMilliseconds(50));
        var due = new ConcurrentDictionary<int, long>();

        var result = await OpenLoop.RunAsync(
            schedule,
            workers: 1,
            (index, dueAt, _) =>
            {
                due[index] = dueAt;
                return Task.FromResult<string?>(null);
            },
            Token);

        Assert.Equal(schedule.Count, result.Done);
        Assert.All(due, entry => Assert.Equal(schedule.DueAt(entry.Key, due[0]), entry.Value));
        Assert.Equal(TimeSpan.FromMilliseconds(49), Stopwatch.GetElapsedTime(due[0], due[49]));
    }

    [Fact]
    public async Task A_closed_loop_counts_what_went_wrong_apart()
    {
        var calls = 0;

        var result = await ClosedLoop.RunAsync(
            workers: 2,
            TimeSpan.FromMilliseconds(1),
            (_, _) => Task.FromResult(Interlocked.Increment(ref calls) % 2 == 0 ? "503" : null),
            Token);

        Assert.Equal(calls, result.Done + result.Errors.GetValueOrDefault("503"));
        Assert.Equal(result.Done, result.Latencies.Count);
    }

    [Fact]
    public void An_answer_is_read_only_as_far_as_needed()
    {
        var answer = new Answer(201, Encoding.UTF8.GetBytes("""{"id":"0197","trackingNumber":"PKG000000000000W","status":"CREATED"}"""));

        Assert.Equal("PKG000000000000W", answer.TrackingNumber);
        Assert.Equal("0197", answer.Id);
        Assert.Null(answer.Unless(201));
        Assert.Equal("201", answer.Unless(200));
        Assert.Equal("no answer", Answer.None.Unless(200));
        Assert.Equal("", Answer.None.TrackingNumber);
    }
}
