using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Hosting;

public sealed class EnvironmentTests(SystemFixture fixture)
{
    [Fact]
    public async Task A_service_gets_its_connections_as_Aspire_writes_them()
    {
        var variables = await VariablesAsync("tracking");

        Assert.Matches("^amqp://guest:[^:@/]+@localhost:[0-9]+$", variables["ConnectionStrings__messaging"]);
        Assert.Matches(
            "^Host=localhost;Port=[0-9]+;Username=postgres;Password=.+;Database=trackingdb$", variables["ConnectionStrings__trackingdb"]);
        Assert.Matches("^localhost:[0-9]+,password=.+$", variables["ConnectionStrings__cache"]);
        Assert.Equal("trackingdb", variables["TRACKINGDB_DATABASENAME"]);
        Assert.Equal("guest", variables["MESSAGING_USERNAME"]);
        Assert.Equal("localhost", variables["CACHE_HOST"]);
    }

    [Fact]
    public async Task A_service_finds_others_by_name_and_endpoint()
    {
        var system = await fixture.StartedAsync(TestContext.Current.CancellationToken);
        var variables = await VariablesAsync("gateway");

        Assert.Equal(system.Endpoint("shipments", "grpc").ToString().TrimEnd('/'), variables["services__shipments__grpc__0"]);
        Assert.Equal(system.Endpoint("identity").ToString().TrimEnd('/'), variables["services__identity__http__0"]);
        Assert.Equal(variables["services__identity__http__0"], variables["IDENTITY_HTTP"]);
    }

    [Fact]
    public async Task A_service_listens_on_all_its_endpoints_and_knows_which_is_for_gRPC()
    {
        var system = await fixture.StartedAsync(TestContext.Current.CancellationToken);
        var variables = await VariablesAsync("shipments");

        Assert.Contains($"http://localhost:{variables["GRPC_PORT"]}", variables["ASPNETCORE_URLS"].Split(';'));
        Assert.Equal(2, variables["ASPNETCORE_URLS"].Split(';').Length);
        Assert.Equal(
            system.Endpoint("shipments", "grpc").Port.ToString(System.Globalization.CultureInfo.InvariantCulture), variables["GRPC_PORT"]);
    }

    [Fact]
    public async Task A_service_exports_its_telemetry_under_its_name()
    {
        var variables = await VariablesAsync("notifications");

        Assert.Equal("notifications", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal("grpc", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.StartsWith("http://localhost:", variables["OTEL_EXPORTER_OTLP_ENDPOINT"], StringComparison.Ordinal);
        Assert.Equal("Development", variables["ASPNETCORE_ENVIRONMENT"]);
    }

    [Fact]
    public async Task A_service_starts_after_what_it_waits_for()
    {
        var system = await fixture.StartedAsync(TestContext.Current.CancellationToken);

        Assert.True(system.Snapshot("messaging").StartTimeStamp < system.Snapshot("identity").StartTimeStamp);
        Assert.True(system.Snapshot("identity").StartTimeStamp < system.Snapshot("shipments").StartTimeStamp);
        Assert.True(system.Snapshot("shipments").StartTimeStamp < system.Snapshot("gateway").StartTimeStamp);
    }

    private async Task<Dictionary<string, string>> VariablesAsync(string service)
    {
        var system = await fixture.StartedAsync(TestContext.Current.CancellationToken);
        return system.Snapshot(service).EnvironmentVariables.ToDictionary(variable => variable.Name, variable => variable.Value ?? "");
    }
}
