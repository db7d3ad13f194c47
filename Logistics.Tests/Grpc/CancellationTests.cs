using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Tests.Grpc.Protos;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class CancellationTests
{
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource _cancelled = new();

    [Fact]
    public async Task Cancelling_a_unary_call_cancels_the_handler()
    {
        await using var server = await StartAsync();
        using var source = new CancellationTokenSource();

        using var call = server.Client.OneAsync(new Note(), cancellationToken: source.Token);
        await _started.Task.SoonAsync();
        await source.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Within.FailsAsync(() => call.ResponseAsync)).StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await _cancelled.Task.SoonAsync();
    }

    [Fact]
    public async Task Disposing_a_call_cancels_the_handler()
    {
        await using var server = await StartAsync();

        var call = server.Client.Chat(Within.Options);
        await _started.Task.SoonAsync();
        call.Dispose();

        await _cancelled.Task.SoonAsync();
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        Assert.Equal(
            StatusCode.Cancelled,
            (await Within.FailsAsync(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
    }

    [Fact]
    public async Task Cancelling_a_read_cancels_the_call()
    {
        await using var server = await StartAsync();
        using var source = new CancellationTokenSource();

        using var call = server.Client.Expand(new Note(), Within.Options);
        var read = call.ResponseStream.MoveNext(source.Token);
        await _started.Task.SoonAsync();
        await source.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Within.FailsAsync(() => read)).StatusCode);
        await _cancelled.Task.SoonAsync();
    }

    [Fact]
    public async Task Cancelling_while_the_stream_is_half_read_cancels_the_handler()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            Expand = async (_, responses, context) =>
            {
                using var registration = context.CancellationToken.Register(_cancelled.SetResult);
                while (true)
                {
                    await responses.WriteAsync(new Note { Text = new string('x', 1000) });
                }
            },
        });
        using var source = new CancellationTokenSource();

        using var call = server.Client.Expand(new Note(), cancellationToken: source.Token);
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
        await source.CancelAsync();

        await _cancelled.Task.SoonAsync();
    }

    [Fact]
    public async Task Cancelling_while_the_server_does_not_read_ends_the_write()
    {
        await using var server = await StartAsync();
        using var source = new CancellationTokenSource();

        using var call = server.Client.Chat(cancellationToken: source.Token);
        var flood = Task.Run(
            async () =>
            {
                while (true)
                {
                    await call.RequestStream.WriteAsync(new Note { Text = new string('x', 10_000) });
                }
            },
            TestContext.Current.CancellationToken);
        await _started.Task.SoonAsync();
        await source.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Within.FailsAsync(() => flood)).StatusCode);
        await _cancelled.Task.SoonAsync();
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_sends_nothing()
    {
        await using var server = await StartAsync();

        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1);
        var failure = await Within.FailsAsync(
            () => server.Client.OneAsync(new Note(), null, deadline, new CancellationToken(true)).ResponseAsync);

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        Assert.False(_started.Task.IsCompleted);
    }

    [Fact]
    public async Task A_channel_can_be_told_to_throw_as_dotnet_does()
    {
        await using var server = await StartAsync();
        using var channel = server.Connect(new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        using var source = new CancellationTokenSource();

        using var call = new Probe.ProbeClient(channel).OneAsync(new Note(), cancellationToken: source.Token);
        await _started.Task.SoonAsync();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.ResponseAsync.SoonAsync());
    }

    [Fact]
    public async Task A_server_may_end_a_call_that_the_client_still_writes_to()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            Collect = (_, _) => throw new RpcException(new Status(StatusCode.ResourceExhausted, "enough")),
        });

        using var call = server.Client.Collect(Within.Options);

        Assert.Equal(StatusCode.ResourceExhausted, (await Within.FailsAsync(() => call.ResponseAsync)).StatusCode);
        Assert.Equal(
            StatusCode.ResourceExhausted,
            (await Within.FailsAsync(() => call.RequestStream.WriteAsync(new Note(), TestContext.Current.CancellationToken))).StatusCode);
    }

    /// <summary>Every kind waits until it is cancelled.</summary>
    private Task<ProbeServer> StartAsync() => ProbeServer.StartAsync(new ProbeBehaviour
    {
        One = async (request, context) =>
        {
            await WaitAsync(context);
            return request;
        },
        Expand = (_, _, context) => WaitAsync(context),
        Chat = (_, _, context) => WaitAsync(context),
    });

    private async Task WaitAsync(ServerCallContext context)
    {
        _started.SetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancelled.SetResult();
            throw;
        }
    }
}
