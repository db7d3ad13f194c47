using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Tests.Grpc.Protos;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class ConcurrencyTests
{
    private const int Calls = 1000;

    private readonly ConcurrentDictionary<string, bool> _connections = [];
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

        using var channel = OneConnection(server);
        var client = new Probe.ProbeClient(channel);
        var numbers = await Task.WhenAll(Enumerable.Range(0, Calls).Select(async i =>
            (await client.OneAsync(new Note { Number = i }, Within.Options)).Number)).SoonAsync();

        Assert.Equal(Enumerable.Range(0, Calls), numbers);
        Assert.Single(_connections);
        Assert.Equal(0, _running);
    }

    [Fact]
    public async Task A_thousand_streams_at_once_share_one_connection()
    {
        await using var server = await StartAsync(new ProbeBehaviour());

        using var channel = OneConnection(server);
        var client = new Probe.ProbeClient(channel);
        var calls = Enumerable.Range(0, Calls).Select(_ => client.Chat(Within.Options)).ToList();
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
        Assert.Single(_connections);
    }

    /// <summary>Calls that end in every way there is, over and over: neither side may hold on to them.</summary>
    [Fact]
    public async Task Calls_leave_nothing_behind()
    {
        var handled = new ConcurrentBag<WeakReference>();
        await using var server = await StartAsync(new ProbeBehaviour
        {
            One = (request, context) =>
            {
                handled.Add(new WeakReference(context));
                return Task.FromResult(request);
            },
            Collect = (_, context) =>
            {
                handled.Add(new WeakReference(context));
                throw new RpcException(new Status(StatusCode.Aborted, "at once"));
            },
            Expand = async (request, responses, context) =>
            {
                handled.Add(new WeakReference(context));
                await responses.WriteAsync(request);
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            },
        });

        var made = new ConcurrentBag<WeakReference>();
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => EndInEveryWayAsync(server.Client, made))).SoonAsync();
        }

        // Kestrel and the HTTP handler keep the last few hundred streams to use them again, and with them what they held last.
        Assert.Equal(4000, handled.Count);
        await AssertCollectedAsync(handled);
        await AssertCollectedAsync(made);
    }

    private static Task<int> AssertCollectedAsync(ConcurrentBag<WeakReference> references) => Eventually.AssertAsync(
        _ =>
        {
            GC.Collect();
            return Task.FromResult(references.Count(reference => reference.IsAlive));
        },
        alive => alive < references.Count / 10);

    private static async Task EndInEveryWayAsync(Probe.ProbeClient client, ConcurrentBag<WeakReference> made)
    {
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10);
        using var source = new CancellationTokenSource();

        using var answered = client.OneAsync(new Note { Text = new string('x', 1000) }, deadline: deadline);
        await answered;

        using var refused = client.Collect(deadline: deadline);
        await Assert.ThrowsAsync<RpcException>(() => refused.ResponseAsync);

        using var cancelled = client.Expand(new Note(), deadline: deadline, cancellationToken: source.Token);
        Assert.True(await cancelled.ResponseStream.MoveNext(CancellationToken.None));
        await source.CancelAsync();

        using var disposed = client.Expand(new Note(), deadline: deadline);
        Assert.True(await disposed.ResponseStream.MoveNext(CancellationToken.None));

        foreach (var call in new object[] { answered, refused, cancelled, disposed })
        {
            made.Add(new WeakReference(call));
        }
    }

    /// <summary>Counts the connections that calls arrive by: others on this machine may knock at any port.</summary>
    private Task<ProbeServer> StartAsync(ProbeBehaviour behaviour) => ProbeServer.StartAsync(
        behaviour,
        configureKestrel: kestrel => kestrel.Limits.Http2.MaxStreamsPerConnection = Calls * 2,
        configureApp: app => app.Use(next => context =>
        {
            _connections.TryAdd(context.Connection.Id, true);
            return next(context);
        }));

    /// <summary>May not open a second connection while it waits for the first to tell how many calls it takes.</summary>
    private static GrpcChannel OneConnection(ProbeServer server) => server.Connect(new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = false },
        DisposeHttpClient = true,
    });
}
