using Logistics.Contracts.Common.V1;

namespace Logistics.Simulator.Api;

// The answers of the public API, as far as they are looked at here; other members are skipped.

/// <summary>Taken; nothing more to say.</summary>
internal sealed record AcceptedAnswer;

internal sealed record TokenAnswer(string AccessToken, int ExpiresIn);

internal sealed record ShipmentAnswer(string TrackingNumber, ShipmentStatus Status, int Version);

internal sealed record TimelineAnswer(string TrackingNumber, ShipmentStatus Status, int Sequence, IReadOnlyList<TimelineEvent> Events);

internal sealed record TimelineEvent(Guid EventId, int Sequence, ShipmentStatus Status, DateTimeOffset Timestamp);

internal sealed record NotificationAnswer(
    Guid Id, Guid EventId, string Template, string Channel, string RecipientRole, string State);

internal sealed record MailAnswer(string Id, string To, string Subject, DateTimeOffset SentAt, string MessageId);

internal sealed record MailTextAnswer(string Text);

internal sealed record MeAnswer(bool EmailConfirmed);

internal sealed record PageAnswer<TItem>(IReadOnlyList<TItem> Items, string? NextCursor = null);

/// <summary>RFC 9457.</summary>
internal sealed record ProblemAnswer(string? Code = null, string? Title = null, string? Detail = null);
