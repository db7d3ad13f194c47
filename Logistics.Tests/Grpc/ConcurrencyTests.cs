using Grpc.Core;
using Logistics.Tests.Grpc.Protos;
using Microsoft.AspNetCore.Connections;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class ConcurrencyTests
{
    private const int Calls = 1000;

    private int _connections;
    private int _running;

    [Fact]
    public async Task A_thousand_calls_at_once_share_one_connection_and_leave_nothing_behind()
    {
        var allThere = new TaskCompletionSource();
        await using var server = await StartAsync(new ProbeBehaviour
        {
            One = async (request, context) =>
            {
                if (Interlocked.Increment(ref _running) == Calls)
                {
                    allThere.SetResult();
                }

                await allThere.Task.WaitAsync(context.CancellationToken);
                Interlocked.Decrement(ref _running);
                return request;
            },
        });

        var numbers = await Task.WhenAll(Enumerable.Range(0, Calls).Select(async i =>
            (await server.Client.OneAsync(new Note { Number = i }, Within.Options)).Number)).SoonAsync();

        Assert.Equal(Enumerable.Range(0, Calls), numbers);
        Assert.Equal(1, _connections);
        Assert.Equal(0, _running);
    }

    [Fact]
    public async Task A_thousand_streams_at_once_share_one_connection()
    {
        await using var server = await StartAsync(new ProbeBehaviour());

        var calls = Enumerable.Range(0, Calls).Select(_ => server.Client.Chat(Within.Options)).ToList();
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(calls.Select(async (call, i) =>
            {
                await call.RequestStream.WriteAsync(new Note { Number = i });
                Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
                Assert.Equal(i, call.ResponseStream.Current.Number);
            })).SoonAsync();
        }

        await Task.WhenAll(calls.Select(async call =>
        {
            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
        })).SoonAsync();
        Assert.Equal(1, _connections);
    }

    /// <summary>Calls that end in every way there is, over and over: what they hold must not grow.</summary>
    [Fact]
    public async Task Calls_leave_no_memory_behind()
    {
        await using var server = await StartAsync(new ProbeBehaviour
        {
            Collect = (_, _) => throw new RpcException(new Status(StatusCode.Aborted, "at once")),
            Expand = async (request, responses, context) =>
            {
                await responses.WriteAsync(request);
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            },
        });

        await RoundsAsync(server.Client, 5);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RoundsAsync(server.Client, 20);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        Assert.InRange(after - before, long.MinValue, 3_000_000);
    }

    private static async Task RoundsAsync(Probe.ProbeClient client, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => EndInEveryWayAsync(client))).SoonAsync();
        }
    }

    private static async Task EndInEveryWayAsync(Probe.ProbeClient client)
    {
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10);
        using var source = new CancellationTokenSource();

        await client.OneAsync(new Note { Text = new string('x', 1000) }, deadline: deadline);

        using var refused = client.Collect(deadline: deadline);
        await Assert.ThrowsAsync<RpcException>(() => refused.ResponseAsync);

        using var cancelled = client.Expand(new Note(), deadline: deadline, cancellationToken: source.Token);
        Assert.True(await cancelled.ResponseStream.MoveNext(CancellationToken.None));
        await source.CancelAsync();

        using var disposed = client.Expand(new Note(), deadline: deadline);
        Assert.True(await disposed.ResponseStream.MoveNext(CancellationToken.None));
    }

    private Task<ProbeServer> StartAsync(ProbeBehaviour behaviour) => ProbeServer.StartAsync(
        behaviour,
        configureEndpoint: endpoint => endpoint.Use(next => connection =>
        {
            Interlocked.Increment(ref _connections);
            return next(connection);
        }),
        configureKestrel: kestrel => kestrel.Limits.Http2.MaxStreamsPerConnection = Calls);
}
