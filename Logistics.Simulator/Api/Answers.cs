using Logistics.Contracts.Common.V1;

namespace Logistics.Simulator.Api;

// The answers of the public API, as far as they are looked at here; other members are skipped.

internal sealed record TokenAnswer(string AccessToken, int ExpiresIn);

internal sealed record ShipmentAnswer(string TrackingNumber, ShipmentStatus Status, int Version);

internal sealed record TimelineAnswer(string TrackingNumber, ShipmentStatus Status, int Sequence, IReadOnlyList<TimelineEvent> Events);

internal sealed record TimelineEvent(Guid EventId, int Sequence, ShipmentStatus Status, DateTimeOffset Timestamp);

internal sealed record NotificationAnswer(
    string Id, Guid EventId, string TrackingNumber, string Template, string Channel, string RecipientRole, string State);

internal sealed record MailAnswer(string Id, string To, string Subject, string? MessageId);

internal sealed record PageAnswer<TItem>(IReadOnlyList<TItem> Items, string? NextCursor);

/// <summary>RFC 9457, with the members that are always there.</summary>
internal sealed record ProblemAnswer(string? Code, string? Title, string? Detail, string? TraceId);
