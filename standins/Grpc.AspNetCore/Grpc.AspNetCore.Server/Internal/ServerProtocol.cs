using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What HTTP must look like to be gRPC, and what it gets when it does not.</summary>
internal static class ServerProtocol
{
    /// <summary>False when the request was no gRPC and is answered.</summary>
    public static bool TryBegin(HttpContext http)
    {
        if (!WireNames.IsGrpcContentType(http.Request.ContentType))
        {
            Refuse(http, StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{http.Request.ContentType}' is not supported.");
            return false;
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            http.Response.Headers[HeaderNames.Upgrade] = "HTTP/2";
            Refuse(http, StatusCodes.Status426UpgradeRequired, $"Request protocol '{http.Request.Protocol}' is not supported.");
            return false;
        }

        http.Response.ContentType = WireNames.ContentType;
        return true;
    }

    /// <summary>How the caller compresses.</summary>
    /// <exception cref="RpcException">In a way that is not known here; the answer says which ones are.</exception>
    public static bool IsGzip(HttpContext http)
    {
        var encoding = http.Request.Headers[WireNames.Encoding].ToString();
        switch (encoding)
        {
            case "" or WireNames.Identity:
                return false;
            case WireNames.Gzip:
                return true;
            default:
                http.Response.Headers[WireNames.AcceptEncoding] = WireNames.AcceptedEncodings;
                throw new RpcException(new Status(
                    StatusCode.Unimplemented,
                    $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {WireNames.AcceptedEncodings}"));
        }
    }

    /// <summary>An endpoint for what nobody implements.</summary>
    public static RequestDelegate Unimplemented(string detail) => http =>
    {
        if (TryBegin(http))
        {
            SetStatus(http.Response, StatusCode.Unimplemented, detail);
        }

        return Task.CompletedTask;
    };

    private static void Refuse(HttpContext http, int httpStatus, string detail)
    {
        http.Response.StatusCode = httpStatus;
        SetStatus(http.Response, StatusCode.Internal, detail);
    }

    private static void SetStatus(HttpResponse response, StatusCode code, string detail)
    {
        response.Headers[WireNames.Status] = WireStatus.ToText(code);
        response.Headers[WireNames.Message] = PercentEncoding.Encode(detail);
    }
}
