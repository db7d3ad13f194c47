using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Logistics.ServiceDefaults.Calls;

/// <summary>
/// gRPC without TLS needs a port that speaks HTTP/2 only. The AppHost names it in <c>GRPC_PORT</c>, besides listing it among the
/// addresses to listen on.
/// </summary>
internal static class GrpcPort
{
    private const string Setting = "GRPC_PORT";

    public static void ListenForGrpc(this WebApplicationBuilder builder)
    {
        int? grpcPort = builder.Configuration[Setting] switch
        {
            null or "" => null,
            var text when ushort.TryParse(text, CultureInfo.InvariantCulture, out var port) => port,
            var text => throw new InvalidOperationException($"The setting '{Setting}' is '{text}': it must be a port number."),
        };

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(endpoint =>
            {
                if (endpoint.IPEndPoint?.Port == grpcPort)
                {
                    endpoint.Protocols = HttpProtocols.Http2;
                }
            });
        });
    }
}
