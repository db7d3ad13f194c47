using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Tests.Grpc.Protos;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Nobody_there_is_unavailable_at_once()
    {
        Probe.ProbeClient client;
        using var listener = new SilentListener();
        client = listener.CreateClient();
        listener.Stop();

        using var unary = client.OneAsync(new Note(), Within.Options);
        using var chat = client.Chat(Within.Options);

        Assert.Equal(StatusCode.Unavailable, (await Within.FailsAsync(() => unary.ResponseAsync)).StatusCode);
        Assert.Equal(StatusCode.Unavailable, (await Within.FailsAsync(() => unary.ResponseHeadersAsync)).StatusCode);
        Assert.Equal(
            StatusCode.Unavailable,
            (await Within.FailsAsync(() => chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
        Assert.Equal(
            StatusCode.Unavailable,
            (await Within.FailsAsync(() => chat.RequestStream.WriteAsync(new Note(), TestContext.Current.CancellationToken))).StatusCode);
    }

    [Fact]
    public async Task A_connection_that_breaks_makes_its_calls_unavailable_and_the_next_one_connects_anew()
    {
        var connection = new TaskCompletionSource<ConnectionContext>();
        await using var server = await ProbeServer.StartAsync(configureEndpoint: endpoint => endpoint.Use(next => context =>
        {
            connection.TrySetResult(context);
            return next(context);
        }));

        using var chat = server.Client.Chat(Within.Options);
        await chat.RequestStream.WriteAsync(new Note(), TestContext.Current.CancellationToken);
        Assert.True(await chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
        (await connection.Task).Abort();

        Assert.Equal(
            StatusCode.Unavailable,
            (await Within.FailsAsync(() => chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
        await server.Client.OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync();
    }

    [Fact]
    public async Task Tls_works()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await using var server = await ProbeServer.StartAsync(configureEndpoint: endpoint => endpoint.UseHttps(certificate));
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, remote, _, _) =>
            remote?.GetCertHashString() == certificate.GetCertHashString();
        using var trusting = server.Connect(new GrpcChannelOptions { HttpHandler = handler });

        Assert.Equal(
            7, (await new Probe.ProbeClient(trusting).OneAsync(new Note { Number = 7 }, Within.Options).ResponseAsync.SoonAsync()).Number);
        Assert.Equal(
            StatusCode.Internal,
            (await Within.FailsAsync(() => server.Client.OneAsync(new Note(), Within.Options).ResponseAsync)).StatusCode);
    }

    [Fact]
    public async Task Call_credentials_are_added_to_each_call_but_not_without_tls_unless_told()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = (_, context) => Task.FromResult(new Note { Text = context.RequestHeaders.GetValue("authorization") ?? "nobody" }),
        });
        var number = 0;
        var credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, CallCredentials.FromInterceptor((_, metadata) =>
        {
            metadata.Add("authorization", $"Bearer {++number}");
            return Task.CompletedTask;
        }));
        using var trusting = server.Connect(
            new GrpcChannelOptions { Credentials = credentials, UnsafeUseInsecureChannelCallCredentials = true });
        using var careful = server.Connect(new GrpcChannelOptions { Credentials = credentials });

        Assert.Equal(
            "Bearer 1", (await new Probe.ProbeClient(trusting).OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync()).Text);
        Assert.Equal(
            "Bearer 2", (await new Probe.ProbeClient(trusting).OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync()).Text);
        Assert.Equal("nobody", (await new Probe.ProbeClient(careful).OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync()).Text);
    }

    [Fact]
    public async Task A_disposed_channel_makes_no_calls()
    {
        await using var server = await ProbeServer.StartAsync();
        server.Channel.Dispose();

        Assert.Throws<ObjectDisposedException>(() => server.Channel.CreateCallInvoker());
    }
}
