using Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Http;

internal static class ClientInfoReader
{
    /// <summary>What the request tells of the program that sent it.</summary>
    public static ClientInfo ReadClientInfo(this HttpContext context, string? device = null) => new()
    {
        Device = device ?? "",
        UserAgent = context.Request.Headers.UserAgent.ToString(),
        Address = context.Connection.RemoteIpAddress?.ToString() ?? "",
    };
}
