using System.Net;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Epcis;

/// <summary>The export, from the running system.</summary>
public sealed class EpcisExportTests(SystemFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_owner_gets_the_events_and_nobody_else()
    {
        var system = await fixture.StartedAsync(Token);
        using var owner = await Person.RegisterAsync(system);
        using var other = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var number = await owner.CreateShipmentAsync();
        await driver.MoveAsync(number, "PICKED_UP");

        var document = await Eventually.AssertAsync(
            _ => owner.GetAsync($"/v1/shipments/{number}/epcis"), found => found.GetProperty("epcisBody").GetProperty("eventList")
                .GetArrayLength() == 2);

        Assert.Empty(EpcisRules.FaultsOf(document));
        using var answer = await driver.SendAsync(HttpMethod.Get, $"/v1/shipments/{number}/epcis");
        Assert.Equal("application/ld+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("Amina", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var refused = await other.SendAsync(HttpMethod.Get, $"/v1/shipments/{number}/epcis");
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }
}
