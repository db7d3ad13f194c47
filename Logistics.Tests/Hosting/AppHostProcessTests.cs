using System.Text.Json;
using System.Text.RegularExpressions;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Hosting;

[Collection(SystemFixture.Disruptive)]
public sealed partial class AppHostProcessTests : IDisposable
{
    // Not CreateTempSubdirectory: PostgreSQL's own user must get through.
    private readonly string _folder =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"apphost-{Path.GetRandomFileName()}")).FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Sigterm_stops_everything_in_order()
    {
        await using var host = AppHostProcess.Start(_folder);
        await host.WritesAsync("identity is Healthy");
        Assert.NotEmpty(host.Children());

        Assert.Equal(0, await host.StopAsync());

        await Eventually.AssertAsync(() => host.Children().Count == 0);
    }

    [Fact]
    public async Task Killing_the_AppHost_leaves_no_orphan()
    {
        await using var host = AppHostProcess.Start(_folder);
        await host.WritesAsync("identity is Healthy");

        host.Kill();

        await Eventually.AssertAsync(() => host.Children().Count == 0);
    }

    [Fact]
    public async Task The_next_start_clears_what_a_killed_AppHost_left_behind()
    {
        await using var first = AppHostProcess.Start(_folder);
        await first.WritesAsync("messaging is Healthy");
        var guard = Assert.Single(GuardsOf(first.Id));
        System.Diagnostics.Process.GetProcessById(guard).Kill();
        first.Kill();
        var orphans = first.Children();
        Assert.NotEmpty(orphans);

        await using var second = AppHostProcess.Start(_folder);
        await second.WritesAsync("messaging is Healthy");

        Assert.Empty(second.Children().Intersect(orphans));
    }

    [Fact]
    public async Task A_second_AppHost_on_the_same_data_is_refused()
    {
        await using var first = AppHostProcess.Start(_folder);
        await first.WritesAsync("cache is Healthy");

        await using var second = AppHostProcess.Start(_folder);
        await Eventually.AssertAsync(() => second.Output.Contains("already runs on", StringComparison.Ordinal));

        Assert.NotEmpty(first.Children());
    }

    [Fact]
    public async Task The_dashboard_shows_every_resource_and_no_secret()
    {
        await using var host = AppHostProcess.Start(_folder);
        await host.WritesAsync("identity is Healthy");
        using var client = new HttpClient { BaseAddress = new Uri(DashboardAddress().Match(host.Output).Groups[1].Value) };

        var page = await client.GetStringAsync("/", TestContext.Current.CancellationToken);
        var resources = await client.GetStringAsync("/api/resources", TestContext.Current.CancellationToken);

        Assert.Contains("<title>Dashboard</title>", page, StringComparison.Ordinal);
        Assert.Contains("\"id\":\"shipments\"", resources, StringComparison.Ordinal);
        var secrets = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(_folder, "secrets.json")))!;
        Assert.NotEmpty(secrets);
        Assert.All(secrets.Values, secret => Assert.DoesNotContain(secret, resources, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_from_elsewhere_cannot_command_the_dashboard()
    {
        await using var host = AppHostProcess.Start(_folder);
        await host.WritesAsync("cache is Healthy");
        using var client = new HttpClient { BaseAddress = new Uri(DashboardAddress().Match(host.Output).Groups[1].Value) };

        using var answer = await client.PostAsync("/api/resources/cache/stop", null, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
    }

    // The guard is the AppHost's only child that is a shell.
    private static IEnumerable<int> GuardsOf(int host) => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0)
        .Where(id => id > 0 && File.Exists($"/proc/{id}/stat") && ParentAndName().Match(File.ReadAllText($"/proc/{id}/stat")) is var stat
            && stat.Groups[1].Value is "sh" or "dash"
            && stat.Groups[2].Value == host.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"Dashboard: (http://\S+)")]
    private static partial Regex DashboardAddress();

    [GeneratedRegex(@"^\d+ \((.*)\) \S (\d+) ")]
    private static partial Regex ParentAndName();
}
