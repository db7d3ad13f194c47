using FirebaseAdmin;
using FirebaseAdmin.Messaging;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Push;

/// <summary>FirebaseAdmin's client, over HTTP/2 and within our bound of messages on their way.</summary>
internal sealed class PushClient : IDisposable
{
    private readonly FirebaseApp _app;
    private readonly FirebaseMessaging _messaging;
    private readonly SemaphoreSlim _slots;

    public PushClient(IOptions<PushOptions> options, TimeProvider clock)
    {
        var push = options.Value;
        var account = CredentialFactory.FromFile<ServiceAccountCredential>(push.CredentialFile!); // not null: only made where it is set
        var app = new AppOptions
        {
            Credential = account.WithUseJwtAccessWithScopes(false).ToGoogleCredential(), // by an access token, as FCM documents it
            ProjectId = push.ProjectId ?? account.ProjectId,
            HttpClientFactory = new Http2Factory(push.Url),
        };
        _app = FirebaseApp.Create(app, $"logistics-{Guid.CreateVersion7(clock.GetUtcNow()):N}");
        _messaging = FirebaseMessaging.GetMessaging(_app);
        _slots = new SemaphoreSlim(push.InFlight);
    }

    public async Task SendAsync(Message message, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            await _messaging.SendAsync(message, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose()
    {
        _app.Delete();
        _slots.Dispose();
    }

    private sealed class Http2Factory(Uri url) : HttpClientFactory
    {
        protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => new Http2Handler(url)
        {
            InnerHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            },
        };
    }

    /// <summary>The library would speak HTTP/1.1, a connection for each message on its way, and knows one address only.</summary>
    private sealed class Http2Handler(Uri url) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(url, request.RequestUri!.PathAndQuery); // not null: the library sets it
            request.Version = System.Net.HttpVersion.Version20;
            request.VersionPolicy = url.Scheme == Uri.UriSchemeHttps
                ? HttpVersionPolicy.RequestVersionOrLower
                : HttpVersionPolicy.RequestVersionExact;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
