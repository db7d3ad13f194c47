using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>
/// The Gateway alone, in this process, on a free port; behind it <see cref="ScriptedServices"/>. Redis is away: all here goes without it.
/// </summary>
public sealed class GatewayHost : IAsyncLifetime
{
    private readonly string[] _settings;
    private WebApplication? _app;

    public GatewayHost()
        : this([])
    {
    }

    private GatewayHost(string[] settings) => _settings = settings;

    internal ScriptedServices Services { get; } = new();

    internal HttpClient Client { get; } = new();

    internal WebApplication App => _app ?? throw new InvalidOperationException("Not started.");

    /// <summary>One with settings of its own: <c>--Gateway:RequestTimeout=00:00:01</c>.</summary>
    internal static async Task<GatewayHost> StartAsync(params string[] settings)
    {
        var host = new GatewayHost(settings);
        await host.InitializeAsync();
        return host;
    }

    public async ValueTask InitializeAsync()
    {
        await Services.StartAsync();
        _app = GatewayModule.Build(
        [
            .. Services.Addresses,
            "--urls=http://127.0.0.1:0",
            "--ConnectionStrings:cache=127.0.0.1:1,connectTimeout=100",
            "--Logging:LogLevel:Default=None",
            .. _settings,
        ]);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Client.BaseAddress = new Uri(
            _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await Services.DisposeAsync();
    }

    /// <summary>Sends JSON as it is, with a customer's token.</summary>
    internal async Task<HttpResponseMessage> PostAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Services.Token);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
}
