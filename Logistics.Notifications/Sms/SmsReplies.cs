using System.Net;
using System.Text.Json;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Sms;

/// <summary>What a provider's refusal means for a message. Its own codes tell a bad number from a bad message.</summary>
internal static class SmsReplies
{
    /// <summary>What the provider's status says of a message later; <see langword="null"/>: nothing that is news.</summary>
    public static (Contracts.Notifications.V1.NotificationState State, string? Reason)? Read(string status, string errorCode) =>
        status switch
        {
            "sent" => (Contracts.Notifications.V1.NotificationState.Sent, null),
            "delivered" or "read" => (Contracts.Notifications.V1.NotificationState.Delivered, null),
            "undelivered" or "failed" when IsDeadNumber(errorCode) =>
                (Contracts.Notifications.V1.NotificationState.Bounced, $"sms_{errorCode}"),
            "undelivered" or "failed" =>
                (Contracts.Notifications.V1.NotificationState.Failed, errorCode.Length > 0 ? $"sms_{errorCode}" : "sms_undelivered"),
            _ => null,
        };

    public static async Task<SendOutcome> ClassifyAsync(
        HttpResponseMessage response, TimeProvider clock, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        var code = await CodeAsync(response, cancellationToken) ?? $"{(int)status}";
        var reason = $"sms_{code}";
        return status switch
        {
            HttpStatusCode.TooManyRequests =>
                new(SendResult.NotTried, Reasons.Quota) { RetryAfter = response.Headers.RetryAfter.ToDelay(clock) },
            HttpStatusCode.ServiceUnavailable =>
                new(SendResult.NotTried, Reasons.ProviderAway) { RetryAfter = response.Headers.RetryAfter.ToDelay(clock) },
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound =>
                new(SendResult.NotTried, reason), // it is our account that is refused
            HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout =>
                new(SendResult.Uncertain, reason), // whoever is behind it may have taken it
            _ when (int)status >= 500 => new(SendResult.Refused, reason) { RetryAfter = response.Headers.RetryAfter.ToDelay(clock) },
            _ when IsDeadNumber(code) => new(SendResult.Bounced, reason),
            _ => new(SendResult.Rejected, reason),
        };
    }

    /// <summary>No such number, one that takes no text messages, or one whose owner has said STOP.</summary>
    private static bool IsDeadNumber(string code) =>
        code is "21211" or "21214" or "21217" or "21407" or "21610" or "21614" or "30005" or "30006";

    private static async Task<string?> CodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(
                await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("code", out var code)
                && code.TryGetInt32(out var number)
                ? $"{number}"
                : null;
        }
        catch (JsonException)
        {
            return null; // a proxy's page
        }
    }
}
