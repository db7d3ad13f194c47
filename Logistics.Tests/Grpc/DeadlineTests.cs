using System.Diagnostics;
using Grpc.Core;
using Logistics.Tests.Grpc.Protos;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task Server_knows_the_deadline()
    {
        var seen = new TaskCompletionSource<DateTime>();
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = (request, context) =>
            {
                seen.SetResult(context.Deadline);
                return Task.FromResult(request);
            },
        });
        var deadline = In(TimeSpan.FromMinutes(5));

        await server.Client.OneAsync(new Note(), Within.Options.WithDeadline(deadline)).ResponseAsync.SoonAsync();

        var difference = await seen.Task - deadline;
        Assert.InRange(difference.Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(DateTimeKind.Utc, (await seen.Task).Kind);
    }

    [Fact]
    public async Task Without_one_the_deadline_is_never()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = (_, context) => Task.FromResult(new Note { Text = context.Deadline == DateTime.MaxValue ? "never" : "some time" }),
        });

        Assert.Equal("never", (await server.Client.OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync()).Text);
    }

    [Fact]
    public async Task A_late_unary_call_ends_on_both_sides()
    {
        var started = false;
        var cancelled = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = async (request, context) =>
            {
                started = true;
                await Forever(cancelled, context.CancellationToken);
                return request;
            },
        });

        var failure = await Within.FailsAsync(
            () => server.Client.OneAsync(new Note(), Within.Options.WithDeadline(In(Short))).ResponseAsync);

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        if (started)
        {
            await cancelled.Task.SoonAsync();
        }
    }

    [Fact]
    public async Task A_late_stream_ends_on_both_sides()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            Chat = async (_, responses, context) =>
            {
                await responses.WriteAsync(new Note { Text = "first" });
                await Forever(cancelled, context.CancellationToken);
            },
        });

        using var call = server.Client.Chat(Within.Options.WithDeadline(In(TimeSpan.FromSeconds(2))));
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
        var failure = await Within.FailsAsync(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
        await cancelled.Task.SoonAsync();
    }

    /// <summary>A client whose clock does not fire must still be told: sent by hand, for a real client would give up by itself.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_answers_when_the_deadline_passes_whatever_the_handler_does(bool handlerObeys)
    {
        var release = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = async (request, context) =>
            {
                await (handlerObeys ? release.Task.WaitAsync(context.CancellationToken) : release.Task);
                return request;
            },
        });
        using var http = new RawGrpc(server.Address);

        var answer = await http.CallAsync("One", RawGrpc.Frame(new Note()), ("grpc-timeout", "100m")).SoonAsync();

        Assert.Equal("4", answer.Status);
        release.SetResult();
    }

    [Fact]
    public async Task Server_answers_late_streams_in_trailers()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            Expand = async (_, responses, context) =>
            {
                while (true)
                {
                    await responses.WriteAsync(new Note { Text = "on and on" });
                    await Task.Yield();
                }
            },
        });
        using var http = new RawGrpc(server.Address);

        var answer = await http.CallAsync("Expand", RawGrpc.Frame(new Note()), ("grpc-timeout", "200m")).SoonAsync();

        Assert.Equal("4", answer.Status);
        Assert.NotEmpty(answer.Body);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_sends_nothing()
    {
        var calls = 0;
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = (request, _) =>
            {
                Interlocked.Increment(ref calls);
                return Task.FromResult(request);
            },
        });

        var failure = await Within.FailsAsync(
            () => server.Client.OneAsync(new Note(), Within.Options.WithDeadline(In(TimeSpan.FromSeconds(-1)))).ResponseAsync);

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Time_spent_connecting_counts()
    {
        using var silent = new SilentListener();
        var client = silent.CreateClient();
        var watch = Stopwatch.StartNew();

        var failure = await Within.FailsAsync(() => client.OneAsync(new Note(), Within.Options.WithDeadline(In(Short))).ResponseAsync);

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.InRange(watch.Elapsed, Short / 2, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_local_deadline_is_refused()
    {
        await using var server = await ProbeServer.StartAsync();

        Assert.Throws<ArgumentException>(() => server.Client.OneAsync(
            new Note(), Within.Options.WithDeadline(new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Local))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("10")]
    [InlineData("-5S")]
    [InlineData("123456789S")]
    [InlineData("5X")]
    public async Task A_timeout_that_cannot_be_read_is_no_timeout(string timeout)
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = new RawGrpc(server.Address);

        Assert.Equal("0", (await http.CallAsync("One", RawGrpc.Frame(new Note()), ("grpc-timeout", timeout)).SoonAsync()).Status);
    }

    private static DateTime In(TimeSpan time) => TimeProvider.System.GetUtcNow().UtcDateTime + time;

    private static async Task Forever(TaskCompletionSource cancelled, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            cancelled.SetResult();
            throw;
        }
    }
}
