using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Logistics.Bench.Hosting;

/// <summary>An OTLP endpoint that reads what it gets, says thank you, and forgets it: the services export as in production.</summary>
internal sealed class TelemetrySink : IAsyncDisposable
{
    /// <summary>A gRPC frame with an empty message in it: every Export…ServiceResponse may be that.</summary>
    private static readonly byte[] EmptyMessage = new byte[5];

    private readonly WebApplication _app;

    private TelemetrySink(WebApplication app) => _app = app;

    public string Address => $"http://localhost:{new Uri(_app.Urls.Single()).Port}";

    public static async Task<TelemetrySink> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(AcceptAsync);
        await app.StartAsync(cancellationToken);
        return new TelemetrySink(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AcceptAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(EmptyMessage, context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
