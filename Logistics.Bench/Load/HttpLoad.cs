using System.Net.Http.Headers;

namespace Logistics.Bench.Load;

/// <summary>
/// Sends requests and does as little else as it can: bodies come ready, answers are read as bytes, nothing is tried again, and no trace
/// begins here.
/// </summary>
/// <param name="connections">At most so many requests are on their way at once; each has a connection of its own, kept open.</param>
internal sealed class HttpLoad(Uri address, int connections) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = connections,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        ActivityHeadersPropagator = null,
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
    });

    public Task<Answer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(Message(HttpMethod.Get, path), cancellationToken);

    /// <param name="authorization">The header's value.</param>
    public Task<Answer> PostAsync(
        string path, byte[] body, string? authorization, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var message = Message(HttpMethod.Post, path);
        message.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        if (authorization is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (idempotencyKey is not null)
        {
            message.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        return SendAsync(message, cancellationToken);
    }

    /// <summary>A stream of Server-Sent Events; the caller reads and closes it.</summary>
    public async Task<HttpResponseMessage> OpenStreamAsync(
        string path, CancellationToken cancellationToken, string? authorization = null, string? lastEventId = null)
    {
        using var message = Message(HttpMethod.Get, path);
        foreach (var (name, value) in new[] { ("Authorization", authorization), ("Last-Event-ID", lastEventId) })
        {
            if (value is not null)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await _http.SendAsync(message, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Message(HttpMethod method, string path) => new(method, new Uri(address, path));

    private async Task<Answer> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using (message)
            using (var response = await _http.SendAsync(message, cancellationToken))
            {
                return new Answer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
            }
        }
        catch (HttpRequestException)
        {
            return Answer.None;
        }
    }
}
