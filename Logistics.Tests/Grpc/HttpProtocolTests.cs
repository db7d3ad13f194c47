using System.Net;
using Grpc.Core;
using Logistics.Tests.Grpc.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace Logistics.Tests.Grpc;

/// <summary>What is HTTP but not gRPC, or not quite, in both directions.</summary>
public sealed class HttpProtocolTests
{
    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc; charset=utf-8")]
    public async Task Server_takes_every_form_of_the_content_type(string contentType)
    {
        var (answer, _) = await PostAsync("/logistics.tests.v1.Probe/One", contentType);

        Assert.Equal((HttpStatusCode.OK, "0"), (answer.HttpStatus, answer.Status));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("text/plain")]
    public async Task Server_refuses_other_content_types(string contentType)
    {
        var (answer, _) = await PostAsync("/logistics.tests.v1.Probe/One", contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.HttpStatus);
        Assert.NotEqual("0", answer.Status);
    }

    [Theory]
    [InlineData("/logistics.tests.v1.Probe/Nothing", "Method is unimplemented.")]
    [InlineData("/logistics.tests.v1.Nobody/One", "Service is unimplemented.")]
    public async Task Server_does_not_implement_what_nobody_mapped(string path, string message)
    {
        var (answer, contentType) = await PostAsync(path, "application/grpc");

        Assert.Equal(HttpStatusCode.OK, answer.HttpStatus);
        Assert.Equal("application/grpc", contentType);
        Assert.Equal("12", answer.Status);
        Assert.Equal(message, answer.Find("grpc-message"));
    }

    [Fact]
    public async Task Server_takes_posts_only()
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = new RawGrpc(server.Address);

        using var request = new HttpRequestMessage(HttpMethod.Put, "/logistics.tests.v1.Probe/One");
        using var response = await http.SendAsync(request, [], "application/grpc").SoonAsync();

        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    [Fact]
    public async Task Server_needs_http_2()
    {
        await using var server = await ProbeServer.StartAsync(configureEndpoint: endpoint => endpoint.Protocols = HttpProtocols.Http1);
        using var http = new HttpClient();
        using var content = new ByteArrayContent(RawGrpc.Frame(new Note()));
        content.Headers.ContentType = new("application/grpc");

        using var response = await http.PostAsync(
            new Uri(server.Address, "/logistics.tests.v1.Probe/One"), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 7, 0, 0, 0, 0 })]
    public async Task Server_refuses_a_body_that_is_not_one_message(byte[] body)
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = new RawGrpc(server.Address);

        Assert.Equal("13", (await http.CallAsync("One", body).SoonAsync()).Status);
    }

    [Fact]
    public async Task Server_refuses_bytes_that_are_not_the_message()
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = new RawGrpc(server.Address);

        Assert.NotEqual("0", (await http.CallAsync("One", RawGrpc.Frame(0, [255, 255, 255])).SoonAsync()).Status);
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(418, StatusCode.Unknown)]
    public async Task Client_makes_sense_of_http_statuses(int httpStatus, StatusCode expected)
    {
        var failure = await CallAsync(http =>
        {
            http.Response.StatusCode = httpStatus;
            return Task.CompletedTask;
        });

        Assert.Equal(expected, failure.StatusCode);
    }

    [Fact]
    public async Task Client_prefers_the_status_of_grpc()
    {
        var failure = await CallAsync(http =>
        {
            http.Response.StatusCode = 500;
            http.Response.Headers["grpc-status"] = "9";
            http.Response.Headers["grpc-message"] = "a%20b";
            return Task.CompletedTask;
        });

        Assert.Equal((StatusCode.FailedPrecondition, "a b"), (failure.StatusCode, failure.Status.Detail));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/grpc")]
    public async Task Client_does_not_take_silence_for_success(string contentType) =>
        Assert.NotEqual(StatusCode.OK, (await CallAsync(http =>
        {
            http.Response.ContentType = contentType;
            return http.Response.Body.WriteAsync(RawGrpc.Frame(new Note())).AsTask();
        })).StatusCode);

    [Fact]
    public async Task Client_does_not_take_success_without_a_message_for_an_answer() =>
        Assert.Equal(StatusCode.Internal, (await CallAsync(http =>
        {
            http.Response.ContentType = "application/grpc";
            http.Response.Headers["grpc-status"] = "0";
            return Task.CompletedTask;
        })).StatusCode);

    [Fact]
    public async Task Client_refuses_a_message_that_breaks_off() =>
        Assert.Equal(StatusCode.Internal, (await CallAsync(async http =>
        {
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[] { 0, 0, 0, 0, 9, 1 });
            http.Response.AppendTrailer("grpc-status", "0");
        })).StatusCode);

    [Fact]
    public async Task Client_does_not_know_a_code_beyond_the_list() =>
        Assert.Equal(StatusCode.Unknown, (await CallAsync(http =>
        {
            http.Response.ContentType = "application/grpc";
            http.Response.Headers["grpc-status"] = "99";
            return Task.CompletedTask;
        })).StatusCode);

    [Fact]
    public async Task Client_is_told_when_the_stream_is_reset() =>
        Assert.Equal(StatusCode.Unavailable, (await CallAsync(http =>
        {
            http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResetFeature>()!.Reset(0x7);
            return Task.CompletedTask;
        })).StatusCode);

    private static async Task<(RawGrpc.Answer Answer, string? ContentType)> PostAsync(string path, string contentType)
    {
        await using var server = await ProbeServer.StartAsync();
        using var http = new RawGrpc(server.Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        using var response = await http.SendAsync(request, RawGrpc.Frame(new Note()), contentType).SoonAsync();
        return (await RawGrpc.Answer.ReadAsync(response), response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>The failure of a unary call that a hand-made server answers.</summary>
    private static async Task<RpcException> CallAsync(RequestDelegate answer)
    {
        await using var server = await ProbeServer.StartAsync(configureApp: app => app.MapPost("/hand/made/{**path}", answer));
        var method = new Method<Note, Note>(
            MethodType.Unary,
            "hand/made",
            "One",
            Marshallers.Create(note => Google.Protobuf.MessageExtensions.ToByteArray(note), Note.Parser.ParseFrom),
            Marshallers.Create(note => Google.Protobuf.MessageExtensions.ToByteArray(note), Note.Parser.ParseFrom));
        using var call = server.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, Within.Options, new Note());
        return await Within.FailsAsync(() => call.ResponseAsync);
    }
}
