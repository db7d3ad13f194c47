using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Logistics.Notifications.Dispatch;
using Logistics.Tests.Infrastructure;

namespace Logistics.Tests.Notifications.Load;

/// <summary>The Notifications service in a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Uri _health;

    /// <param name="environment">Its settings, but for the ports that it listens on.</param>
    public WorkerProcess(IReadOnlyDictionary<string, string> environment)
    {
        var (http, grpc) = (FreePort(), FreePort());
        _health = new Uri($"http://localhost:{http}/health");
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Lane).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{http};http://localhost:{grpc}";
        start.Environment["GRPC_PORT"] = $"{grpc}";
        _process = Process.Start(start)!; // not null: UseShellExecute is off
        _process.BeginOutputReadLine(); // and forgotten, or the pipe would fill
        _process.BeginErrorReadLine();
    }

    /// <summary>Its migrations are applied and its subscriptions are live.</summary>
    public async Task HealthyAsync()
    {
        using var http = new HttpClient();
        await Eventually.AssertAsync(
            async cancellationToken => (await http.GetAsync(_health, cancellationToken)).IsSuccessStatusCode, TimeSpan.FromMinutes(1));
    }

    /// <summary>kill -9.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
