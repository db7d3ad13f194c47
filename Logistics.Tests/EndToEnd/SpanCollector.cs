using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Logistics.Tests.EndToEnd.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Logistics.Tests.EndToEnd;

/// <summary>An OTLP endpoint on loopback that keeps the spans that the services export to it, the newest of them.</summary>
public sealed class SpanCollector : IAsyncDisposable
{
    private const int Kept = 50_000;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<CollectedSpan> _spans;

    private SpanCollector(WebApplication app, ConcurrentQueue<CollectedSpan> spans)
    {
        _app = app;
        _spans = spans;
    }

    public string Address => $"http://localhost:{new Uri(_app.Urls.Single()).Port}";

    public static async Task<SpanCollector> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        var spans = new ConcurrentQueue<CollectedSpan>();
        builder.Services.AddSingleton(spans);
        var app = builder.Build();
        app.MapGrpcService<Receiver>();
        await app.StartAsync(cancellationToken);
        return new SpanCollector(app, spans);
    }

    /// <summary>The spans of a trace that have arrived so far.</summary>
    public IReadOnlyList<CollectedSpan> Of(string traceId) => [.. _spans.Where(span => span.TraceId == traceId)];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Receiver(ConcurrentQueue<CollectedSpan> spans) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            foreach (var resource in request.ResourceSpans)
            {
                var service = resource.Resource.Attributes.FirstOrDefault(attribute => attribute.Key == "service.name")?.Value.StringValue
                    ?? "";
                foreach (var scope in resource.ScopeSpans)
                {
                    foreach (var span in scope.Spans)
                    {
                        spans.Enqueue(
                            new(service, scope.Scope.Name, span.Name, Hex(span.TraceId), Hex(span.SpanId), Hex(span.ParentSpanId)));
                    }
                }
            }

            while (spans.Count > Kept)
            {
                spans.TryDequeue(out _);
            }

            return Task.FromResult(new ExportTraceServiceResponse());
        }

        private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);
    }
}

/// <param name="Service">Who did it.</param>
/// <param name="Source">The library that tells of it.</param>
public sealed record CollectedSpan(string Service, string Source, string Name, string TraceId, string SpanId, string ParentSpanId);
