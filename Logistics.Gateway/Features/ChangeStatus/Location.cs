using Logistics.Contracts.Common.V1;

namespace Logistics.Gateway.Features.ChangeStatus;

/// <summary>A place on the timeline, at city level: the public sees it.</summary>
internal sealed record Location
{
    /// <example>Algiers Sorting Center</example>
    public string? Name { get; init; }

    /// <example>Algiers</example>
    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    /// <example>DZ</example>
    public string? Country { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    /// <example>36.7538</example>
    public double? Latitude { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    /// <example>3.0588</example>
    public double? Longitude { get; init; }

    /// <summary>
    /// The place's IANA time zone: times at this place are shown in it. Without it, with the offset of <c>occurredAt</c>.
    /// </summary>
    /// <example>Africa/Algiers</example>
    public string? TimeZone { get; init; }

    public Place ToProto() => new()
    {
        TimeZone = TimeZone ?? "",
        Name = Name ?? "",
        City = City ?? "",
        Country = Country ?? "",
        // What is no number is refused by the service.
        Coordinates = (Latitude, Longitude) is (null, null)
            ? null
            : new Coordinates { Latitude = Latitude ?? double.NaN, Longitude = Longitude ?? double.NaN },
    };
}
