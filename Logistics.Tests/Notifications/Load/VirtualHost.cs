using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Notifications.Load;

/// <summary>A room of the test's own at the system's broker: the system's services hear nothing of what goes on in it.</summary>
internal sealed class VirtualHost : IAsyncDisposable
{
    private readonly HttpClient _management;
    private readonly string _path;

    private VirtualHost(HttpClient management, string path, string connectionString)
    {
        _management = management;
        _path = path;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public static async Task<VirtualHost> CreateAsync(RunningSystem system)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var broker = new Uri(await system.ConnectionStringAsync("messaging", cancellationToken));
        var account = Uri.UnescapeDataString(broker.UserInfo);
        var management = new HttpClient { BaseAddress = system.Endpoint("messaging", "management") };
        management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(account)));
        var name = $"load-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var host = new VirtualHost(management, $"api/vhosts/{name}", new Uri(broker, name).AbsoluteUri);
        (await management.PutAsync(new Uri(host._path, UriKind.Relative), null, cancellationToken)).EnsureSuccessStatusCode();
        (await management.PutAsJsonAsync(
            $"api/permissions/{name}/{account.Split(':')[0]}", new { configure = ".*", write = ".*", read = ".*" }, cancellationToken))
                .EnsureSuccessStatusCode();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        using var _ = await _management.DeleteAsync(new Uri(_path, UriKind.Relative));
        _management.Dispose();
    }
}
