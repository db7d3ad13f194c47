using System.Net;
using System.Text.Json;
using Logistics.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Logistics.Tests.ServiceDefaults;

public sealed class HealthTests
{
    [Fact]
    public async Task Health_names_the_check_that_fails_and_tells_no_secrets()
    {
        await using var service = await StartAsync(_ => throw new InvalidOperationException("Host=db;Password=hunter2"));

        var answer = await service.Http.GetAsync("/health", TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("hunter2", body, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(body);
        Assert.Equal("Unhealthy", json.RootElement.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Alive_does_not_depend_on_dependencies()
    {
        await using var service = await StartAsync(_ => HealthCheckResult.Unhealthy("The database is away."));

        var answer = await service.Http.GetAsync("/alive", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static Task<LoopbackService> StartAsync(Func<CancellationToken, HealthCheckResult> check) => LoopbackService.StartAsync(
        builder =>
        {
            builder.AddServiceDefaults();
            builder.Services.AddHealthChecks().AddCheck("database", check);
        },
        app => app.MapDefaultEndpoints());
}
