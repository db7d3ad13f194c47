using System.IO.Compression;
using Google.Protobuf;
using Logistics.Tests.Grpc.Protos;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class CompressionTests
{
    private static readonly Note Compressible = new() { Text = new string('x', 10_000), Number = 7 };

    [Fact]
    public async Task Server_reads_gzip()
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = new RawGrpc(server.Address);

        var answer = await http.CallAsync("One", RawGrpc.Frame(1, Gzip(Compressible)), ("grpc-encoding", "gzip")).SoonAsync();

        Assert.Equal("0", answer.Status);
        Assert.Equal(Compressible, Note.Parser.ParseFrom(answer.Body.AsSpan(5)));
    }

    [Fact]
    public async Task Server_reads_what_is_left_uncompressed_in_a_compressed_call()
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = new RawGrpc(server.Address);

        Assert.Equal("0", (await http.CallAsync("One", RawGrpc.Frame(Compressible), ("grpc-encoding", "gzip")).SoonAsync()).Status);
    }

    [Fact]
    public async Task Server_says_what_it_can_read_when_asked_for_more()
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = new RawGrpc(server.Address);

        var answer = await http.CallAsync("One", RawGrpc.Frame(1, [1, 2, 3]), ("grpc-encoding", "snappy")).SoonAsync();

        Assert.Equal("12", answer.Status);
        Assert.Contains("gzip", answer.Find("grpc-accept-encoding"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_message_needs_an_encoding()
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = new RawGrpc(server.Address);

        Assert.Equal("13", (await http.CallAsync("One", RawGrpc.Frame(1, Gzip(Compressible))).SoonAsync()).Status);
    }

    [Fact]
    public async Task Bytes_that_are_no_gzip_are_refused()
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = new RawGrpc(server.Address);

        Assert.NotEqual("0", (await http.CallAsync("One", RawGrpc.Frame(1, [1, 2, 3]), ("grpc-encoding", "gzip")).SoonAsync()).Status);
    }

    [Fact]
    public async Task The_limit_is_on_what_comes_out()
    {
        await using var server = await ProbeServer.StartAsync(configureGrpc: options => options.MaxReceiveMessageSize = 1000);
        using var http = new RawGrpc(server.Address);

        var answer = await http.CallAsync("One", RawGrpc.Frame(1, Gzip(Compressible)), ("grpc-encoding", "gzip")).SoonAsync();

        Assert.Equal("8", answer.Status);
    }

    private static byte[] Gzip(Note note)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            note.WriteTo(gzip);
        }

        return target.ToArray();
    }
}
