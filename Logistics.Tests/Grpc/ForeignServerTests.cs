using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Tests.Grpc.Protos;
using Xunit;

namespace Logistics.Tests.Grpc;

/// <summary>
/// Our client against Python's server, which is gRPC's C core. What it does on which metadata is in Foreign/probe_server.py.
/// </summary>
public sealed class ForeignServerTests : IAsyncLifetime
{
    private static readonly byte[] Bytes = [0, 1, 127, 128, 255];

    private readonly List<IAsyncDisposable> _servers = [];
    private readonly List<GrpcChannel> _channels = [];

    public async ValueTask InitializeAsync() => await Python.SkipUnlessGrpcAsync();

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(channel => channel.Dispose());
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    public async Task All_four_kinds_pass(string compression)
    {
        var client = await ConnectAsync(compression);

        var text = new string('é', 1000);
        Assert.Equal(new Note { Text = text }, await client.OneAsync(new Note { Text = text }, Do("echo")).ResponseAsync.SoonAsync());

        using var collect = client.Collect(Do("echo"));
        for (var i = 0; i < 10; i++)
        {
            await collect.RequestStream.WriteAsync(new Note { Number = i }, TestContext.Current.CancellationToken);
        }

        await collect.RequestStream.CompleteAsync();
        Assert.Equal(10, (await collect.ResponseAsync.SoonAsync()).Number);

        using var expand = client.Expand(new Note(), Do("echo", ("x-count", "1000")));
        Assert.Equal(
            1000,
            await expand.ResponseStream
                .ReadAllAsync(TestContext.Current.CancellationToken)
                .CountAsync(TestContext.Current.CancellationToken));

        using var chat = client.Chat(Do("echo"));
        for (var i = 1; i <= 50; i++)
        {
            await chat.RequestStream.WriteAsync(new Note { Number = i }, TestContext.Current.CancellationToken);
            Assert.True(await chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
            Assert.Equal(i, chat.ResponseStream.Current.Number);
        }

        await chat.RequestStream.CompleteAsync();
        Assert.False(await chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
    }

    [Fact]
    public async Task Deadlines_and_cancellation_reach_the_server()
    {
        var client = await ConnectAsync();

        var late = await Within.FailsAsync(() => client.OneAsync(
            new Note(), Do("wait").WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1))).ResponseAsync);
        Assert.Equal(StatusCode.DeadlineExceeded, late.StatusCode);
        Assert.Equal(1, (await client.OneAsync(new Note(), Do("cancelled")).ResponseAsync.SoonAsync()).Number);

        var seen = await client
            .OneAsync(new Note(), Do("seen").WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10)))
            .ResponseAsync.SoonAsync();
        Assert.InRange(seen.Number, 590, 600);
    }

    [Fact]
    public async Task Disposal_reaches_the_server()
    {
        var client = await ConnectAsync();

        var call = client.Chat(Do("wait"));
        await call.ResponseHeadersAsync.SoonAsync();
        call.Dispose();

        Assert.Equal(1, (await client.OneAsync(new Note(), Do("cancelled")).ResponseAsync.SoonAsync()).Number);
    }

    [Fact]
    public async Task Metadata_passes_both_ways()
    {
        var client = await ConnectAsync();

        var options = Do("seen", ("text", "plain"));
        options.Headers!.Add("some-bin", Bytes);
        var seen = await client.OneAsync(new Note(), options).ResponseAsync.SoonAsync();
        Assert.Equal("00017f80ff|plain", seen.Text);

        using var call = client.OneAsync(new Note(), Do("metadata"));
        var headers = await call.ResponseHeadersAsync.SoonAsync();
        await call.ResponseAsync.SoonAsync();
        Assert.Equal("early", headers.GetValue("text"));
        Assert.Equal(Bytes, headers.GetValueBytes("some-bin"));
        Assert.Equal("late", call.GetTrailers().GetValue("text"));
        Assert.Equal([Bytes, []], call.GetTrailers().GetAll("some-bin").Select(entry => entry.ValueBytes));
    }

    [Fact]
    public async Task Every_status_comes_back_whole()
    {
        var client = await ConnectAsync();

        foreach (var code in Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK))
        {
            var options = Do("fail", ("x-code", code.ToString("D")));
            using var unary = client.OneAsync(new Note(), options);
            using var expand = client.Expand(new Note(), options);

            foreach (var failure in new[]
            {
                await Within.FailsAsync(() => unary.ResponseAsync),
                await Within.FailsAsync(() => expand.ResponseStream.MoveNext(TestContext.Current.CancellationToken)),
            })
            {
                Assert.Equal((code, "Déjà vu: 100 % 📦"), (failure.StatusCode, failure.Status.Detail));
                Assert.Equal("reason", failure.Trailers.GetValue("why"));
                Assert.Equal(Bytes, failure.Trailers.GetValueBytes("grpc-status-details-bin"));
            }
        }
    }

    [Fact]
    public async Task Big_messages_pass_up_to_the_limit()
    {
        var client = await ConnectAsync();
        var payload = ByteString.CopyFrom(new byte[3_000_000]);

        Assert.Equal(payload, (await client.OneAsync(new Note { Payload = payload }, Do("echo")).ResponseAsync.SoonAsync()).Payload);
        Assert.Equal(
            StatusCode.ResourceExhausted,
            (await Within.FailsAsync(() => client.OneAsync(new Note(), Do("big", ("x-size", "5000000"))).ResponseAsync)).StatusCode);
        Assert.Equal(
            StatusCode.ResourceExhausted,
            (await Within.FailsAsync(
                () => client.OneAsync(new Note { Payload = ByteString.CopyFrom(new byte[5_000_000]) }, Do("echo")).ResponseAsync))
                .StatusCode);
        Assert.Equal(7, (await client.OneAsync(new Note { Number = 7 }, Do("echo")).ResponseAsync.SoonAsync()).Number);
    }

    private static CallOptions Do(string what, params (string Key, string Value)[] more)
    {
        var headers = new Metadata { { "x-do", what } };
        foreach (var (key, value) in more)
        {
            headers.Add(key, value);
        }

        return Within.Options.WithHeaders(headers);
    }

    private async Task<Probe.ProbeClient> ConnectAsync(params string[] arguments)
    {
        var (server, port) = await Python.StartAsync("probe_server.py", arguments);
        _servers.Add(server);
        var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        _channels.Add(channel);
        return new Probe.ProbeClient(channel);
    }
}
