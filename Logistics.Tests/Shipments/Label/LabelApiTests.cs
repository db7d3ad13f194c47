using System.Net;
using System.Text;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Shipments.Label;

/// <summary>Labels over the public API.</summary>
public sealed class LabelApiTests(SystemFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shipments_label_comes_as_the_printer_takes_it()
    {
        using var customer = await Person.RegisterAsync(await fixture.StartedAsync(Cancelled));
        var number = await customer.CreateShipmentAsync();

        using var pdf = await customer.Client.GetAsync($"/v1/shipments/{number}/label", Cancelled);
        using var zpl = await customer.Client.GetAsync($"/v1/shipments/{number}/label?format=zpl", Cancelled);
        using var unknown = await customer.Client.GetAsync($"/v1/shipments/{number}/label?format=png", Cancelled);

        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Equal(number, Scanner.ReadQrCode(RenderedPage.Of(await pdf.Content.ReadAsByteArrayAsync(Cancelled))[0]));
        Assert.Equal("application/zpl", zpl.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("^XA", Encoding.UTF8.GetString(await zpl.Content.ReadAsByteArrayAsync(Cancelled)), StringComparison.Ordinal);
        await BadRequestTests.ProblemAsync(unknown, HttpStatusCode.BadRequest, "validation.failed");
    }
}
