using System.Net;
using System.Net.Sockets;
using FirebaseAdmin;
using FirebaseAdmin.Messaging;
using Google.Apis.Auth.OAuth2.Responses;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Push;

/// <summary>What FCM's refusal means for one device.</summary>
internal static class PushReplies
{
    /// <summary>Google asks for a minute where it does not say how long.</summary>
    private static readonly TimeSpan UsualQuotaPause = TimeSpan.FromMinutes(1);

    /// <summary>Whether it is one that a message can cause, or the way there.</summary>
    public static bool IsOfTheWay(Exception exception) =>
        exception is FirebaseMessagingException or TokenResponseException
            or HttpRequestException or IOException or OperationCanceledException;

    public static SendOutcome Classify(Exception exception, TimeProvider clock) => exception switch
    {
        FirebaseMessagingException refusal => Classify(refusal, refusal.HttpResponse?.Headers.RetryAfter.ToDelay(clock)),
        TokenResponseException => new(SendResult.NotTried, Reasons.ProviderAway), // our key is refused, or Google's sign-in is away
        HttpRequestException { InnerException: SocketException } => new(SendResult.NotTried, Reasons.ProviderAway),
        _ => new(SendResult.Uncertain, Reasons.ConnectionLost),
    };

    private static SendOutcome Classify(FirebaseMessagingException refusal, TimeSpan? retryAfter) => refusal.MessagingErrorCode switch
    {
        MessagingErrorCode.Unregistered => new(SendResult.Nobody, Reasons.NoDevice),
        MessagingErrorCode.QuotaExceeded => new(SendResult.NotTried, Reasons.Quota) { RetryAfter = retryAfter ?? UsualQuotaPause },
        MessagingErrorCode.Unavailable => new(SendResult.NotTried, Reasons.ProviderAway) { RetryAfter = retryAfter },
        MessagingErrorCode.Internal => new(SendResult.Refused, "push_internal") { RetryAfter = retryAfter },
        MessagingErrorCode.ThirdPartyAuthError => // our key for Apple's or the browser's service
            new(SendResult.Refused, "push_third_party_auth"),
        MessagingErrorCode.SenderIdMismatch => new(SendResult.Rejected, "push_sender_mismatch"),
        MessagingErrorCode.InvalidArgument => new(SendResult.Rejected, "push_invalid"),
        _ => Classify(refusal.ErrorCode, refusal, retryAfter),
    };

    private static SendOutcome Classify(ErrorCode code, FirebaseMessagingException refusal, TimeSpan? retryAfter) =>
        (code, refusal.HttpResponse?.StatusCode) switch
        {
            (ErrorCode.ResourceExhausted, _) => new(SendResult.NotTried, Reasons.Quota) { RetryAfter = retryAfter ?? UsualQuotaPause },
            (ErrorCode.Unavailable or ErrorCode.Unauthenticated or ErrorCode.PermissionDenied, _) =>
                new(SendResult.NotTried, Reasons.ProviderAway) { RetryAfter = retryAfter },
            (_, null) => new(SendResult.Uncertain, Reasons.ConnectionLost),
            (_, HttpStatusCode.NotFound) => new(SendResult.NotTried, "push_404"), // no such project
            (_, >= HttpStatusCode.InternalServerError) => new(SendResult.Refused, "push_internal") { RetryAfter = retryAfter },
            _ => new(SendResult.Rejected, "push_invalid"),
        };
}
