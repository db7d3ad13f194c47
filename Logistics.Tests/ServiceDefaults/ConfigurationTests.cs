using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.ServiceDefaults;

public sealed class ConfigurationTests
{
    public static TheoryData<string, string?, string> Mistakes => new()
    {
        { "services:shipments:grpc:0", null, "services:shipments:grpc:0" },
        { "services:shipments:grpc:0", "shipments.internal", "services:shipments:grpc:0" },
        { "services:identity:http:0", null, "services:identity:http:0" },
        { "ServiceClients:shipments:Deadline", "01:00:00", "Deadline" },
        { "Authentication:Issuer", "", "Issuer" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_service_with_a_wrong_setting_refuses_to_start_and_names_it(string setting, string? value, string named)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Configuration["services:shipments:grpc:0"] = "http://localhost:1";
        builder.Configuration["services:identity:http:0"] = "http://localhost:2";
        builder.Configuration[setting] = value;
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        builder.AddCallerAuthentication();
        builder.AddServiceClient<ShipmentsService.ShipmentsServiceClient>("shipments");
        await using var app = builder.Build();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grpc_port_that_is_no_port_is_named()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["GRPC_PORT"] = "many";

        var refusal = Assert.Throws<InvalidOperationException>(() => builder.AddServiceDefaults());

        Assert.Contains("GRPC_PORT", refusal.Message, StringComparison.Ordinal);
    }
}
