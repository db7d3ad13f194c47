using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Logistics.Tests.Grpc;

public sealed class HealthServiceTests
{
    private HealthCheckResult _database = HealthCheckResult.Healthy();

    [Fact]
    public async Task Check_runs_the_checks_that_count_for_the_service()
    {
        await using var server = await StartAsync();
        var client = new Health.HealthClient(server.Channel);

        Assert.Equal(ServingStatus.Serving, await CheckAsync(client, ""));
        _database = HealthCheckResult.Unhealthy();

        Assert.Equal(ServingStatus.NotServing, await CheckAsync(client, ""));
        Assert.Equal(ServingStatus.Serving, await CheckAsync(client, "alive"));
    }

    [Fact]
    public async Task Check_does_not_know_every_service()
    {
        await using var server = await StartAsync();

        var failure = await Within.FailsAsync(() => CheckAsync(new Health.HealthClient(server.Channel), "nobody"));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task Watch_tells_of_the_status_and_of_each_change()
    {
        await using var server = await StartAsync();

        using var call = new Health.HealthClient(server.Channel).Watch(new HealthCheckRequest(), Within.Options);
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
        _database = HealthCheckResult.Unhealthy();

        Assert.Equal(ServingStatus.NotServing, await NextAsync(call));
    }

    private static async Task<ServingStatus> CheckAsync(Health.HealthClient client, string service) =>
        (await client.CheckAsync(new HealthCheckRequest { Service = service }, Within.Options).ResponseAsync.SoonAsync()).Status;

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
        return call.ResponseStream.Current.Status;
    }

    private Task<ProbeServer> StartAsync() => ProbeServer.StartAsync(
        configureServices: services =>
        {
            services.AddGrpcHealthChecks(options => options.Services.Map("alive", check => check.Tags.Contains("live")))
                .AddCheck("database", () => _database)
                .AddCheck("process", () => HealthCheckResult.Healthy(), ["live"]);
            services.Configure<HealthCheckPublisherOptions>(options =>
            {
                options.Delay = TimeSpan.Zero;
                options.Period = TimeSpan.FromSeconds(1);
            });
        },
        configureApp: app => app.MapGrpcHealthChecksService());
}
