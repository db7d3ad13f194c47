using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Apis.Http;

namespace FirebaseAdmin.Messaging;

/// <summary>FCM's HTTP v1.</summary>
public sealed class FirebaseMessaging
{
    private const string Scope = "https://www.googleapis.com/auth/firebase.messaging";
    private const string ErrorType = "type.googleapis.com/google.firebase.fcm.v1.FcmError";

    private readonly ConfigurableHttpClient _http;
    private readonly Uri _address;

    internal FirebaseMessaging(AppOptions options)
    {
        if (string.IsNullOrEmpty(options.ProjectId))
        {
            throw new ArgumentException("Project ID is required to access messaging service.");
        }

        _address = new Uri($"https://fcm.googleapis.com/v1/projects/{options.ProjectId}/messages:send");
        _http = (options.HttpClientFactory ?? new HttpClientFactory()).CreateHttpClient(new CreateHttpClientArgs
        {
            Initializers = { options.Credential!.CreateScoped(Scope) }, // not null: an app has one
        });
    }

    public static FirebaseMessaging GetMessaging(FirebaseApp app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Messaging;
    }

    /// <returns>The name of the message: <c>projects/…/messages/…</c>.</returns>
    /// <exception cref="FirebaseMessagingException">FCM did not take it, or could not be asked.</exception>
    public async Task<string> SendAsync(Message message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            using var body = JsonContent.Create(new JsonObject { ["message"] = MessageJson.Write(message) });
            var response = await _http.PostAsync(_address, body, cancellationToken).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? NameIn(text, response) : throw Refusal(text, response);
        }
        catch (HttpRequestException exception)
        {
            throw new FirebaseMessagingException(
                exception.InnerException is SocketException
                    ? ErrorCode.Unavailable
                    : ErrorCode.Unknown, $"Unknown error while making a remote service call: {exception.Message}", inner: exception);
        }
    }

    internal void Dispose() => _http.Dispose();

    private static string NameIn(string text, HttpResponseMessage response)
    {
        try
        {
            return (string)JsonNode.Parse(text)!["name"]!;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or ArgumentNullException or NullReferenceException)
        {
            throw new FirebaseMessagingException(
                ErrorCode.Unknown, $"Error parsing response from FCM. {exception.Message}", inner: exception, response: response);
        }
    }

    private static FirebaseMessagingException Refusal(string text, HttpResponseMessage response)
    {
        var error = ErrorIn(text);
        var detail = (error?["details"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(detail => (string?)detail["@type"] == ErrorType);
        return new FirebaseMessagingException(
            CodeOf((string?)error?["status"], response.StatusCode),
            (string?)error?["message"] ?? $"Unexpected HTTP response with status: {(int)response.StatusCode}",
            (string?)detail?["errorCode"] switch
            {
                "APNS_AUTH_ERROR" or "THIRD_PARTY_AUTH_ERROR" => MessagingErrorCode.ThirdPartyAuthError,
                "INTERNAL" => MessagingErrorCode.Internal,
                "INVALID_ARGUMENT" => MessagingErrorCode.InvalidArgument,
                "QUOTA_EXCEEDED" => MessagingErrorCode.QuotaExceeded,
                "SENDER_ID_MISMATCH" => MessagingErrorCode.SenderIdMismatch,
                "UNAVAILABLE" => MessagingErrorCode.Unavailable,
                "UNREGISTERED" => MessagingErrorCode.Unregistered,
                _ => null,
            },
            response: response);
    }

    private static JsonObject? ErrorIn(string text)
    {
        try
        {
            return (JsonNode.Parse(text) as JsonObject)?["error"] as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ErrorCode CodeOf(string? status, HttpStatusCode http) => status switch
    {
        "INVALID_ARGUMENT" => ErrorCode.InvalidArgument,
        "UNAUTHENTICATED" => ErrorCode.Unauthenticated,
        "PERMISSION_DENIED" => ErrorCode.PermissionDenied,
        "NOT_FOUND" => ErrorCode.NotFound,
        "RESOURCE_EXHAUSTED" => ErrorCode.ResourceExhausted,
        "INTERNAL" => ErrorCode.Internal,
        "UNAVAILABLE" => ErrorCode.Unavailable,
        _ => http switch
        {
            HttpStatusCode.BadRequest => ErrorCode.InvalidArgument,
            HttpStatusCode.Unauthorized => ErrorCode.Unauthenticated,
            HttpStatusCode.Forbidden => ErrorCode.PermissionDenied,
            HttpStatusCode.NotFound => ErrorCode.NotFound,
            HttpStatusCode.TooManyRequests => ErrorCode.ResourceExhausted,
            HttpStatusCode.InternalServerError => ErrorCode.Internal,
            HttpStatusCode.ServiceUnavailable => ErrorCode.Unavailable,
            _ => ErrorCode.Unknown,
        },
    };
}
