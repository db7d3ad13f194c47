namespace Logistics.ServiceDefaults.Authentication;

/// <summary>
/// What an API key may be for. A key's token does nothing that no scope of it names; a person's token has no scopes and needs none.
/// </summary>
public static class Scopes
{
    public const string ShipmentsRead = "shipments:read";
    public const string ShipmentsWrite = "shipments:write";
    public const string TrackingRead = "tracking:read";
    public const string NotificationsSend = "notifications:send";
    public const string ScansWrite = "scans:write";

    public static IReadOnlyList<string> All { get; } = [ShipmentsRead, ShipmentsWrite, TrackingRead, NotificationsSend, ScansWrite];
}
