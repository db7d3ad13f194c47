using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;
using Logistics.Tracking.Domain;
using Microsoft.Extensions.Options;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>
/// Sends one message once: no redirects, no proxy, no cookies, and nothing of the answer but its status and <c>Retry-After</c>.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly HttpClient _http;
    private readonly IOptions<WebhookOptions> _options;
    private readonly TimeProvider _clock;

    public WebhookSender(PublicAddresses addresses, IOptions<WebhookOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = addresses.ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false, // which would connect in our place, unchecked
            UseCookies = false,
            ActivityHeadersPropagator = null, // our traces are none of their business
            MaxConnectionsPerServer = options.Value.MessagesAtOnce,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // each message has its own
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Logistics-Webhooks/1");
    }

    /// <param name="url">Where to.</param>
    /// <param name="delivery">What.</param>
    /// <param name="secrets">What signs it; each adds a signature.</param>
    /// <param name="stopping">The service must end; an attempt that is cut off by it is none.</param>
    public async Task<Attempt> SendAsync(
        string url, WebhookDelivery delivery, IReadOnlyList<WebhookSecret> secrets, CancellationToken stopping)
    {
        var at = _clock.GetUtcNow();
        var started = _clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(_options.Value.Timeout, _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            using var request = Request(url, delivery, secrets, at);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            return new Attempt(at, (int)response.StatusCode, null, Elapsed()) { RetryAfter = After(response.Headers.RetryAfter) };
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new Attempt(at, null, "timeout", Elapsed());
        }
        catch (HttpRequestException failure)
        {
            return new Attempt(at, null, NameOf(failure), Elapsed());
        }

        int Elapsed() => (int)_clock.GetElapsedTime(started).TotalMilliseconds;
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(string url, WebhookDelivery delivery, IReadOnlyList<WebhookSecret> secrets, DateTimeOffset at)
    {
        var (id, timestamp, body) = (delivery.EventId.ToString(), at.ToUnixTimeSeconds(), Encoding.UTF8.GetBytes(delivery.Payload));
        return new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) } },
            Headers =
            {
                { "webhook-id", id },
                { "webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", string.Join(' ', secrets.Select(secret => secret.Sign(id, timestamp, body))) },
            },
        };
    }

    private TimeSpan? After(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - _clock.GetUtcNow() : null);

    private static string NameOf(HttpRequestException failure) => failure.InnerException switch
    {
        AddressRefusedException => "address_refused",
        AuthenticationException => "tls",
        _ => "connection",
    };
}
