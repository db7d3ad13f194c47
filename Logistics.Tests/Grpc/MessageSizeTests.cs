using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Tests.Grpc.Protos;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class MessageSizeTests
{
    private const int FourMegabytes = 4 * 1024 * 1024;

    /// <summary>Tag and length of the payload field.</summary>
    private const int FieldOverhead = 5;

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_server_receives_four_megabytes_by_default(int excess, bool isTaken)
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour { One = (_, _) => Task.FromResult(new Note()) });

        var call = () => server.Client.OneAsync(Big(FourMegabytes + excess), Within.Options).ResponseAsync.SoonAsync();

        await AssertTakenAsync(isTaken, call);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_client_receives_four_megabytes_by_default(int excess, bool isTaken)
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeBehaviour { One = (_, _) => Task.FromResult(Big(FourMegabytes + excess)) });
        using var channel = server.Connect(new GrpcChannelOptions());

        var call = () => new Probe.ProbeClient(channel).OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync();

        await AssertTakenAsync(isTaken, call);
    }

    [Fact]
    public async Task Both_limits_can_be_lifted()
    {
        await using var server = await ProbeServer.StartAsync(configureGrpc: options => options.MaxReceiveMessageSize = null);
        var big = Big(FourMegabytes * 3);

        Assert.Equal(big, await server.Client.OneAsync(big, Within.Options).ResponseAsync.SoonAsync());
    }

    [Fact]
    public async Task A_client_can_limit_what_it_sends()
    {
        await using var server = await ProbeServer.StartAsync();
        using var channel = server.Connect(new GrpcChannelOptions { MaxSendMessageSize = 100 });
        var client = new Probe.ProbeClient(channel);

        await AssertTakenAsync(true, () => client.OneAsync(Big(100), Within.Options).ResponseAsync.SoonAsync());
        await AssertTakenAsync(false, () => client.OneAsync(Big(101), Within.Options).ResponseAsync.SoonAsync());
        using var call = client.Chat(Within.Options);
        await AssertTakenAsync(false, () => call.RequestStream.WriteAsync(Big(101), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_can_limit_what_it_sends()
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeBehaviour { One = (request, _) => Task.FromResult(Big(request.Number)) }, options => options.MaxSendMessageSize = 100);

        await AssertTakenAsync(true, () => server.Client.OneAsync(new Note { Number = 100 }, Within.Options).ResponseAsync.SoonAsync());
        await AssertTakenAsync(false, () => server.Client.OneAsync(new Note { Number = 101 }, Within.Options).ResponseAsync.SoonAsync());
    }

    [Fact]
    public async Task One_message_too_big_ends_a_stream()
    {
        await using var server = await ProbeServer.StartAsync(configureGrpc: options => options.MaxReceiveMessageSize = 100);

        using var call = server.Client.Chat(Within.Options);
        await call.RequestStream.WriteAsync(Big(100), TestContext.Current.CancellationToken);
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
        await call.RequestStream.WriteAsync(Big(101), TestContext.Current.CancellationToken);

        await AssertTakenAsync(false, () => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_connection_lives_on_after_a_message_too_big()
    {
        await using var server = await ProbeServer.StartAsync();

        for (var i = 0; i < 5; i++)
        {
            await AssertTakenAsync(false, () => server.Client.OneAsync(Big(FourMegabytes * 2), Within.Options).ResponseAsync.SoonAsync());
            await AssertTakenAsync(true, () => server.Client.OneAsync(Big(10), Within.Options).ResponseAsync.SoonAsync());
        }
    }

    /// <summary>A note of exactly so many bytes.</summary>
    private static Note Big(int size)
    {
        var note = new Note { Payload = ByteString.CopyFrom(new byte[Math.Max(0, size - FieldOverhead)]) };
        while (note.CalculateSize() != size)
        {
            note.Payload = ByteString.CopyFrom(new byte[note.Payload.Length + size - note.CalculateSize()]);
        }

        return note;
    }

    private static async Task AssertTakenAsync(bool isTaken, Func<Task> call)
    {
        if (isTaken)
        {
            await call();
            return;
        }

        Assert.Equal(StatusCode.ResourceExhausted, (await Within.FailsAsync(call)).StatusCode);
    }
}
