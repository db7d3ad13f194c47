using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>Calls as HTTP/2 requests, and HTTP/2 responses and failures as statuses.</summary>
internal static class ClientProtocol
{
    private const string UserAgent = "grpc-dotnet/2.80.0 (stand-in)";

    private static readonly MediaTypeHeaderValue ContentType = new(WireNames.ContentType);

    public static Status CancelledByCaller => new(StatusCode.Cancelled, "Call canceled by the client.");

    public static HttpRequestMessage CreateRequest(
        Uri address, string? host, TimeSpan? timeout, Metadata? headers, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.ContentType = ContentType;
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        request.Headers.TryAddWithoutValidation(WireNames.AcceptEncoding, WireNames.AcceptedEncodings);
        if (timeout is { } left)
        {
            request.Headers.TryAddWithoutValidation(WireNames.Timeout, WireTimeout.Encode(left));
        }

        AddHeaders(request, headers ?? Metadata.Empty);
        return request;
    }

    public static void AddHeaders(HttpRequestMessage request, Metadata headers)
    {
        foreach (var entry in headers)
        {
            request.Headers.TryAddWithoutValidation(entry.Key, entry.WireValue);
        }
    }

    /// <summary>False where the headers carry the status already, or are not gRPC's at all.</summary>
    public static bool HasMessages(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.OK
        && IsGrpc(response)
        && !response.Headers.NonValidated.Contains(WireNames.Status);

    /// <exception cref="RpcException">The server compresses in a way that was not offered.</exception>
    public static bool IsGzip(HttpResponseMessage response)
    {
        var encoding = response.Headers.NonValidated.TryGetValues(WireNames.Encoding, out var values)
            ? values.ToString()
            : WireNames.Identity;
        return encoding switch
        {
            WireNames.Identity => false,
            WireNames.Gzip => true,
            _ => throw new RpcException(new Status(
                StatusCode.Unimplemented,
                $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {WireNames.AcceptedEncodings}")),
        };
    }

    public static Metadata ReadMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (var value in values)
            {
                metadata.AddHeader(name, value);
            }
        }

        return metadata;
    }

    /// <summary>How a response whose messages are read, or that has none, ended.</summary>
    public static (Status Status, Metadata Trailers) ReadTrailers(HttpResponseMessage response)
    {
        var source = response.Headers.NonValidated.Contains(WireNames.Status) ? response.Headers : response.TrailingHeaders;
        var trailers = ReadMetadata(source);
        if (source.NonValidated.TryGetValues(WireNames.Status, out var code))
        {
            var detail = source.NonValidated.TryGetValues(WireNames.Message, out var message)
                ? PercentEncoding.Decode(message.ToString())
                : "";
            return (new Status(WireStatus.Parse(code.ToString()), detail), trailers);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            var detail = $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}";
            return (new Status(ToStatusCode(response.StatusCode), detail), ReadMetadata(response.Headers));
        }

        return IsGrpc(response)
            ? (new Status(StatusCode.Cancelled, "No grpc-status found on response."), trailers)
            : (new Status(
                StatusCode.Cancelled,
                $"Bad gRPC response. Invalid content-type value: {response.Content.Headers.ContentType}"), trailers);
    }

    /// <summary>What an exception of the HTTP layer, or of reading and writing messages, means for the call.</summary>
    public static Status ToStatus(Exception exception)
    {
        var code = exception is OperationCanceledException ? StatusCode.Cancelled : StatusCode.Internal;
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is HttpProtocolException protocol)
            {
                code = ToStatusCode(protocol.ErrorCode);
                break;
            }

            code = inner is SocketException or IOException ? StatusCode.Unavailable : code;
        }

        var root = exception.GetBaseException();
        var reason = root == exception ? string.Empty : $" {root.GetType().Name}: {root.Message}";
        return new Status(code, $"Error in gRPC call. {exception.GetType().Name}: {exception.Message}{reason}", exception);
    }

    private static bool IsGrpc(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values)
            && WireNames.IsGrpcContentType(values.ToString());

    /// <summary>https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md.</summary>
    private static StatusCode ToStatusCode(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    /// <summary>The error codes of HTTP/2 (RFC 9113, section 7).</summary>
    private static StatusCode ToStatusCode(long http2Error) => http2Error switch
    {
        0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };
}
