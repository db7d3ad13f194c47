using System.Buffers.Binary;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// OTLP's three export calls, as gRPC on HTTP/2: a length-prefixed message in, an empty one out, the status in the trailers.
/// </summary>
internal static class OtlpReceiver
{
    private const int LongestMessage = 8 * 1024 * 1024;
    private const int Prefix = 5;

    private static readonly byte[] EmptyMessage = new byte[Prefix];

    public static void MapOtlp(this IEndpointRouteBuilder routes, TelemetryStore store)
    {
        const string Collector = "/opentelemetry.proto.collector";
        routes.MapPost(
            $"{Collector}.trace.v1.TraceService/Export", context => ReceiveAsync(context, request => store.Add(OtlpParser.Spans(request))));
        routes.MapPost(
            $"{Collector}.logs.v1.LogsService/Export", context => ReceiveAsync(context, request => store.Add(OtlpParser.Logs(request))));
        routes.MapPost($"{Collector}.metrics.v1.MetricsService/Export", context => ReceiveAsync(context, _ => { }));
    }

    private static async Task ReceiveAsync(HttpContext context, RequestAction use)
    {
        var cancellationToken = context.RequestAborted;
        var prefix = new byte[Prefix];
        await context.Request.Body.ReadExactlyAsync(prefix, cancellationToken);
        var length = BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1));
        context.Response.ContentType = "application/grpc";
        if (prefix[0] != 0 || length is < 0 or > LongestMessage)
        {
            context.Response.AppendTrailer("grpc-status", "12"); // UNIMPLEMENTED: compressed, or absurdly long
            return;
        }

        var message = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await context.Request.Body.ReadExactlyAsync(message.AsMemory(0, length), cancellationToken);
            use(message.AsSpan(0, length));
        }
        catch (InvalidDataException)
        {
            context.Response.AppendTrailer("grpc-status", "3");
            return;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(message);
        }

        await context.Response.Body.WriteAsync(EmptyMessage, cancellationToken);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private delegate void RequestAction(ReadOnlySpan<byte> request);
}
