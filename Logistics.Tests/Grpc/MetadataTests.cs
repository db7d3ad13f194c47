using Grpc.Core;
using Logistics.Tests.Grpc.Protos;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class MetadataTests
{
    private static readonly byte[] Bytes = [0, 1, 127, 128, 255];

    [Fact]
    public async Task Headers_reach_the_handler()
    {
        Metadata? seen = null;
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = (request, context) =>
            {
                seen = context.RequestHeaders;
                return Task.FromResult(request);
            },
        });
        var headers =
            new Metadata { { "text", "plain" }, { "many", "first" }, { "many", "second" }, { "some-bin", Bytes }, { "some-bin", [] } };

        await server.Client.OneAsync(new Note(), Within.Options.WithHeaders(headers)).ResponseAsync.SoonAsync();

        Assert.Equal("plain", seen!.GetValue("text"));
        Assert.Equal("first, second", string.Join(", ", seen.GetAll("many").Select(entry => entry.Value)));
        Assert.Equal([Bytes, []], seen.GetAll("some-bin").Select(entry => entry.ValueBytes));
        Assert.DoesNotContain(
            seen, entry => entry.Key.StartsWith("grpc-", StringComparison.Ordinal) || entry.Key is "te" or "content-type");
    }

    [Fact]
    public async Task Response_headers_come_before_the_response()
    {
        var release = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = async (request, context) =>
            {
                await context.WriteResponseHeadersAsync(new Metadata { { "text", "early" }, { "some-bin", Bytes } });
                await release.Task;
                return request;
            },
        });

        using var call = server.Client.OneAsync(new Note(), Within.Options);
        var headers = await call.ResponseHeadersAsync.SoonAsync();

        Assert.Equal("early", headers.GetValue("text"));
        Assert.Equal(Bytes, headers.GetValueBytes("some-bin"));
        Assert.False(call.ResponseAsync.IsCompleted);
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        release.SetResult();
        await call.ResponseAsync.SoonAsync();
    }

    [Fact]
    public async Task Response_headers_are_sent_once()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = async (request, context) =>
            {
                await context.WriteResponseHeadersAsync([]);
                await Assert.ThrowsAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
                return request;
            },
        });

        await server.Client.OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync();
    }

    [Fact]
    public async Task Trailers_come_with_success()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = (request, context) =>
            {
                context.ResponseTrailers.Add("text", "late");
                context.ResponseTrailers.Add("many-bin", Bytes);
                context.ResponseTrailers.Add("many-bin", [9]);
                return Task.FromResult(request);
            },
        });

        using var call = server.Client.OneAsync(new Note(), Within.Options);
        await call.ResponseAsync.SoonAsync();

        Assert.Equal("late", call.GetTrailers().GetValue("text"));
        Assert.Equal([Bytes, [9]], call.GetTrailers().GetAll("many-bin").Select(entry => entry.ValueBytes));
        Assert.DoesNotContain(call.GetTrailers(), entry => entry.Key.StartsWith("grpc-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trailers_come_after_a_stream()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            Expand = async (_, responses, context) =>
            {
                await responses.WriteAsync(new Note());
                context.ResponseTrailers.Add("text", "late");
            },
        });

        using var call = server.Client.Expand(new Note(), Within.Options);
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
        Assert.False(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());

        Assert.Equal("late", call.GetTrailers().GetValue("text"));
    }

    [Theory]
    [InlineData("AAF/gP8=", 1)]
    [InlineData("AAF/gP8", 1)]
    [InlineData("AAF/gP8=,AAF/gP8", 2)]
    [InlineData("AAF/gP8, AAF/gP8=, AAF/gP8", 3)]
    public async Task Binary_headers_may_lack_padding_and_come_joined(string value, int count)
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = (_, context) => Task.FromResult(
                new Note { Number = context.RequestHeaders.GetAll("some-bin").Count(entry => entry.ValueBytes.SequenceEqual(Bytes)) }),
        });
        using var http = new RawGrpc(server.Address);

        var answer = await http.CallAsync("One", RawGrpc.Frame(new Note()), ("some-bin", value)).SoonAsync();

        Assert.Equal(count, Note.Parser.ParseFrom(answer.Body.AsSpan(5)).Number);
    }

    [Fact]
    public void Keys_are_lower_case_and_plain()
    {
        var metadata = new Metadata { { "MiXed", "value" } };

        Assert.Equal("mixed", metadata[0].Key);
        Assert.Equal("value", metadata.GetValue("MIXED"));
        Assert.Throws<ArgumentException>(() => metadata.Add("sp ace", "value"));
        Assert.Throws<ArgumentException>(() => metadata.Add("text-bin", "value"));
        Assert.Throws<ArgumentException>(() => metadata.Add("text", Bytes));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("text", "value"));
        Assert.Throws<InvalidOperationException>(() => new Metadata.Entry("some-bin", Bytes).Value);
    }
}
