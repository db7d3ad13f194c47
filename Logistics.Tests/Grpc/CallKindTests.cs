using Google.Protobuf;
using Grpc.Core;
using Logistics.Tests.Grpc.Protos;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class CallKindTests
{
    [Fact]
    public async Task Unary_answers()
    {
        await using var server = await ProbeServer.StartAsync();

        var reply = await server.Client.OneAsync(new Note { Text = "héllo", Number = 7 }, Within.Options).ResponseAsync.SoonAsync();

        Assert.Equal(new Note { Text = "héllo", Number = 7 }, reply);
    }

    [Fact]
    public async Task Unary_answers_a_caller_that_blocks()
    {
        await using var server = await ProbeServer.StartAsync();

        Assert.Equal(7, server.Client.One(new Note { Number = 7 }, Within.Options).Number);
    }

    [Fact]
    public async Task Empty_messages_are_messages()
    {
        await using var server = await ProbeServer.StartAsync();

        Assert.Equal(new Note(), await server.Client.OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync());
    }

    [Fact]
    public async Task Client_stream_is_read_in_order_to_its_end()
    {
        await using var server = await ProbeServer.StartAsync();

        using var call = server.Client.Collect(Within.Options);
        foreach (var letter in "abc")
        {
            await call.RequestStream.WriteAsync(new Note { Text = letter.ToString(), Number = 1 }, TestContext.Current.CancellationToken);
        }

        await call.RequestStream.CompleteAsync();

        Assert.Equal(new Note { Text = "abc", Number = 3 }, await call.ResponseAsync.SoonAsync());
    }

    [Fact]
    public async Task Client_stream_may_be_empty()
    {
        await using var server = await ProbeServer.StartAsync();

        using var call = server.Client.Collect(Within.Options);
        await call.RequestStream.CompleteAsync();

        Assert.Equal(new Note(), await call.ResponseAsync.SoonAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    public async Task Server_stream_comes_in_order_to_its_end(int count)
    {
        await using var server = await ProbeServer.StartAsync();

        using var call = server.Client.Expand(new Note { Number = count }, Within.Options);
        var numbers = await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken)
            .Select(note => note.Number).ToListAsync(TestContext.Current.CancellationToken).AsTask().SoonAsync();

        Assert.Equal(Enumerable.Range(0, count), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.False(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Both_sides_of_a_duplex_call_go_at_their_own_pace()
    {
        await using var server = await ProbeServer.StartAsync();

        using var call = server.Client.Chat(Within.Options);
        for (var i = 0; i < 100; i++)
        {
            await call.RequestStream.WriteAsync(new Note { Number = i }, TestContext.Current.CancellationToken);
            Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
            Assert.Equal(i, call.ResponseStream.Current.Number);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
    }

    [Fact]
    public async Task A_server_may_speak_first_on_a_duplex_call()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            Chat = (_, responses, _) => responses.WriteAsync(new Note { Text = "welcome" }),
        });

        using var call = server.Client.Chat(Within.Options);

        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
        Assert.Equal("welcome", call.ResponseStream.Current.Text);
        Assert.False(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task Big_messages_pass_both_ways(int size)
    {
        await using var server = await ProbeServer.StartAsync();
        var payload = ByteString.CopyFrom(Enumerable.Range(0, size).Select(i => (byte)(i * 31)).ToArray());

        using var call = server.Client.Chat(Within.Options);
        for (var i = 0; i < 3; i++)
        {
            await call.RequestStream.WriteAsync(new Note { Payload = payload }, TestContext.Current.CancellationToken).SoonAsync();
            Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
            Assert.Equal(payload, call.ResponseStream.Current.Payload);
        }

        Assert.Equal(
            payload, (await server.Client.OneAsync(new Note { Payload = payload }, Within.Options).ResponseAsync.SoonAsync()).Payload);
    }

    [Fact]
    public async Task Only_one_read_and_one_write_at_a_time()
    {
        var release = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour { Chat = (_, _, _) => release.Task });

        using var call = server.Client.Chat(Within.Options);
        var first = call.ResponseStream.MoveNext(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        release.SetResult();
        Assert.False(await first.SoonAsync());
        await call.RequestStream.CompleteAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => call.RequestStream.WriteAsync(new Note(), TestContext.Current.CancellationToken));
    }
}
