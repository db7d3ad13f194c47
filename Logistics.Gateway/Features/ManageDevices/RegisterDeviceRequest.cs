namespace Logistics.Gateway.Features.ManageDevices;

/// <summary>A device that push messages can go to.</summary>
internal sealed record RegisterDeviceRequest
{
    /// <summary>What the push provider gave the app.</summary>
    public string? Token { get; init; }

    /// <summary>ANDROID, IOS, WEB.</summary>
    /// <example>ANDROID</example>
    public string? Platform { get; init; }

    /// <example>Amina's phone</example>
    public string? Name { get; init; }
}
