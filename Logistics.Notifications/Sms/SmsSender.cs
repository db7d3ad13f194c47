using System.Net.Http.Headers;
using System.Text;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Email;
using Logistics.Notifications.Telemetry;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Sms;

/// <summary>
/// Text messages by HTTP in Twilio's shape: a form, basic authentication, and a receipt to the address that goes with it. The
/// notification's id is the idempotency key, for providers that know one.
/// </summary>
internal sealed partial class SmsSender(
    string name,
    SmsProviders providers,
    IOptions<SmsOptions> options,
    IOptions<SmtpOptions> smtp,
    NotificationMetrics metrics,
    TimeProvider clock,
    ILogger<SmsSender> logger)
    : IChannelSender, IDisposable
{
    private readonly SmsAccount _account = providers.Account(name);

    private readonly HttpClient _http = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), ConnectTimeout = options.Value.Timeout })
    {
        Timeout = Timeout.InfiniteTimeSpan, // each request has a deadline of its own
    };

    public Channel Channel => Channel.Sms;

    public string Name => name;

    public int BatchSize => options.Value.InFlight;

    /// <summary>Time for one message, and as much again to write down what became of it.</summary>
    public TimeSpan Lease => options.Value.Timeout * 2;

    /// <summary>Where the provider says what became of a message, and what it signs.</summary>
    public static Uri ReceiptUrl(Uri publicUrl, string provider, Guid notificationId) =>
        new(publicUrl, $"v1/callbacks/sms/{provider}/{notificationId}");

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken) =>
        await Task.WhenAll(batch.Select(notification => SendOneAsync(notification, cancellationToken)));

    public void Dispose() => _http.Dispose();

    private async Task<SendOutcome> SendOneAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, clock);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var text = SmsText.Of(notification, smtp.Value.PublicUrl);
            using var request = Request(notification, text);
            using var response = await _http.SendAsync(request, bound.Token);
            if (!response.IsSuccessStatusCode)
            {
                return await SmsReplies.ClassifyAsync(response, clock, bound.Token);
            }

            metrics.Texted(name, text);
            return SendOutcome.Sent;
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError
            is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError)
        {
            LogUnreachable(name, exception);
            return new SendOutcome(SendResult.NotTried, Reasons.ProviderAway);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return new SendOutcome(SendResult.Uncertain, Reasons.ConnectionLost);
        }
    }

    private HttpRequestMessage Request(Notification notification, string text)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(_account.Url, $"2010-04-01/Accounts/{_account.AccountSid}/Messages.json"))
        {
            Content = new FormUrlEncodedContent(
            [
                new("To", notification.Address),
                new("From", _account.From),
                new("Body", text),
                new("StatusCallback", ReceiptUrl(smtp.Value.PublicUrl, name, notification.Id).AbsoluteUri),
            ]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_account.AccountSid}:{_account.AuthToken}")));
        request.Headers.Add("Idempotency-Key", notification.Id.ToString());
        return request;
    }

    [LoggerMessage(5301, LogLevel.Warning, "{Provider} cannot be reached")]
    private partial void LogUnreachable(string provider, Exception exception);
}
