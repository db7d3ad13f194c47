using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Api;

namespace Logistics.Gateway.Features.RequestNotifications;

/// <summary>Notifications that you ask for.</summary>
internal sealed record NotificationRequestBody
{
    /// <summary>
    /// Your own name for it: letters, digits, dots, dashes, underlines, colons. The same again is the same request. Without one the
    /// Idempotency-Key is, or one is made.
    /// </summary>
    /// <example>order-1042-late</example>
    public string? RequestId { get; init; }

    /// <example>shipment.delayed</example>
    public string? Template { get; init; }

    /// <summary>The kind of message: people's preferences are by kind. NEWS are for SUPPORT and ADMIN.</summary>
    /// <example>PROBLEM</example>
    public NotificationCategory? Category { get; init; }

    /// <summary>By which each is told who can be.</summary>
    /// <example>["EMAIL", "SMS"]</example>
    public IReadOnlyList<Channel>? Channels { get; init; }

    /// <summary>Without it: NORMAL.</summary>
    public NotificationPriority? Priority { get; init; }

    /// <summary>Within 90 days; without it: at once.</summary>
    /// <example>2026-04-06T12:00:00Z</example>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>The language for those who have not said theirs.</summary>
    /// <example>fr</example>
    public string? Locale { get; init; }

    /// <summary>What the template is filled with.</summary>
    /// <example>{"recipientName":"Camille"}</example>
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>1 to 1,000.</summary>
    public IReadOnlyList<RecipientBody?>? Recipients { get; init; }

    public RequestNotificationsRequest ToProto(string idempotencyKey) => new()
    {
        RequestId = RequestId
            ?? (idempotencyKey.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(idempotencyKey)))),
        Template = Template ?? "",
        Category = Category ?? NotificationCategory.Unspecified,
        Channels = { Channels ?? [] },
        Priority = Priority ?? NotificationPriority.Unspecified,
        SendAt = SendAt?.ToTimestamp(),
        Locale = Locale ?? "",
        Variables = ToStruct(Variables),
        Recipients = { (Recipients ?? []).Select(recipient => (recipient ?? new RecipientBody()).ToProto()) },
    };

    /// <summary>In one order always, so that the same request is the same to the byte.</summary>
    public static Struct? ToStruct(IReadOnlyDictionary<string, JsonElement>? variables) =>
        variables is null ? null : JsonValues.ToStruct(variables.OrderBy(variable => variable.Key, StringComparer.Ordinal));
}

/// <summary>
/// Someone to be told: an account by its id, or an e-mail address or number, or both. A merchant may name itself, and the addresses of
/// parties of its shipments.
/// </summary>
internal sealed record RecipientBody
{
    public string? UserId { get; init; }

    /// <example>camille@example.com</example>
    public string? Email { get; init; }

    /// <summary>E.164.</summary>
    /// <example>+33612345678</example>
    public string? Phone { get; init; }

    /// <summary>Its own, besides and before the common ones.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    public RequestedRecipient ToProto() =>
        new() { UserId = UserId ?? "", Email = Email ?? "", Phone = Phone ?? "", Variables = NotificationRequestBody.ToStruct(Variables) };
}
