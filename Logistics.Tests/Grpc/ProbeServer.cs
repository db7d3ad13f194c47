using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Tests.Grpc.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Logistics.Tests.Grpc;

/// <summary>A server with the probe on a loopback port, and a channel to it.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ProbeServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        Channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        Client = new Probe.ProbeClient(Channel);
    }

    public Uri Address { get; }

    public GrpcChannel Channel { get; }

    public Probe.ProbeClient Client { get; }

    public static async Task<ProbeServer> StartAsync(
        ProbeBehaviour? behaviour = null,
        Action<GrpcServiceOptions>? configureGrpc = null,
        Action<ListenOptions>? configureEndpoint = null,
        Action<KestrelServerOptions>? configureKestrel = null,
        Action<IServiceCollection>? configureServices = null,
        Action<WebApplication>? configureApp = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;
                configureEndpoint?.Invoke(endpoint);
            });
            configureKestrel?.Invoke(kestrel);
        });
        builder.Services.AddSingleton(behaviour ?? new ProbeBehaviour());
        builder.Services.AddGrpc(options => configureGrpc?.Invoke(options));
        configureServices?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapGrpcService<ProbeService>();
        configureApp?.Invoke(app);
        await app.StartAsync();
        return new ProbeServer(app);
    }

    /// <summary>A channel of its own; dispose it.</summary>
    public GrpcChannel Connect(GrpcChannelOptions options) => GrpcChannel.ForAddress(Address, options);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

internal static class Within
{
    /// <summary>Longer than anything here takes; a test that needs it all has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static CallOptions Options => new CallOptions(cancellationToken: Xunit.TestContext.Current.CancellationToken);

    public static Task<T> SoonAsync<T>(this Task<T> task) => task.WaitAsync(Patience, Xunit.TestContext.Current.CancellationToken);

    public static Task SoonAsync(this Task task) => task.WaitAsync(Patience, Xunit.TestContext.Current.CancellationToken);

    /// <summary>The exception of a call that must fail.</summary>
    public static async Task<RpcException> FailsAsync(Func<Task> call) =>
        await Xunit.Assert.ThrowsAsync<RpcException>(() => call().SoonAsync());
}
