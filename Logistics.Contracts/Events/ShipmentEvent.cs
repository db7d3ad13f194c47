using System.Text.Json.Serialization;
using Logistics.Contracts.Common.V1;

namespace Logistics.Contracts.Events;

/// <summary>What all events of a shipment say: enough for a consumer to act without asking anyone.</summary>
public abstract record ShipmentEvent : IEvent
{
    public required Guid EventId { get; init; }

    public required Guid ShipmentId { get; init; }

    public required string TrackingNumber { get; init; }

    /// <summary>
    /// The shipment's version after this event: 1, 2, 3, … without gaps. The order of events is this, never that of arrival.
    /// </summary>
    public required int Sequence { get; init; }

    /// <summary>The status after this event; but see <see cref="ShipmentStatusChanged.Late"/>.</summary>
    public required ShipmentStatus Status { get; init; }

    /// <summary>Why, where there is a reason to give.</summary>
    public ReasonCode? ReasonCode { get; init; }

    /// <summary>Someone must do something before the parcel can go on.</summary>
    public bool ActionRequired { get; init; }

    /// <summary>Where, where it is known.</summary>
    public EventPlace? Place { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When we learned of it; never before <see cref="OccurredAt"/> but for clocks that are off.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>
    /// How it came: <c>api</c>, as it happened; <c>offline</c>, kept by a device and told later; <c>partner</c>, told by another carrier.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>The account that did it, where one did.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The account that the shipment belongs to.</summary>
    public required Guid OwnerId { get; init; }

    public required ServiceLevel ServiceLevel { get; init; }

    public required EventParty Sender { get; init; }

    public required EventParty Recipient { get; init; }

    /// <summary>When the service level promises delivery.</summary>
    public DateTimeOffset? PromisedAt { get; init; }

    [JsonIgnore]
    public virtual string EventName => ShipmentEventNames.For(Status);

    [JsonIgnore]
    public string Subject => TrackingNumber;
}

/// <summary>A sender or a recipient, as far as telling them and showing a city goes.</summary>
public sealed record EventParty
{
    public required string Name { get; init; }

    public string? Email { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    public required string City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }
}

/// <summary>A place on the timeline, at city level.</summary>
public sealed record EventPlace
{
    public required string Name { get; init; }

    public required string City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    public double? Longitude { get; init; }

    /// <summary>Its IANA time zone, where the scan named it: <c>Africa/Algiers</c>.</summary>
    public string? TimeZone { get; init; }
}
