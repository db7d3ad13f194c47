using System.Net;
using System.Text.RegularExpressions;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.People;

/// <summary>Someone without an account has had enough of a kind of mail, and the staff looks after the list; over the public API.</summary>
public sealed partial class UnsubscribeTests(SystemFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_of_a_mail_works_without_a_session_and_the_staff_can_undo_it()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var merchant = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        using var support = await Person.SupportAsync(system);
        var address = $"recipient-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@people.example";
        using var created = await merchant.PostAsync(
            "/v1/shipments", Person.GoodShipment.Replace("camille@example.com", address, StringComparison.Ordinal));
        await driver.MoveAsync(Person.NumberOf(await GatewayHost.ReadAsync(created)), "PICKED_UP");
        var mail = await Eventually.AssertAsync(
            async _ => (await support.GetAsync($"/v1/dev/mails?to={address}")).GetProperty("items"), mails => mails.GetArrayLength() == 1);
        var raw = await support.Client.GetStringAsync($"/v1/dev/mails/{mail[0].GetProperty("id").GetString()}/raw", Cancelled);
        var link = Link().Match(raw.Replace("\r\n ", "", StringComparison.Ordinal)).Groups[1].Value;

        using var page = await system.Gateway.GetAsync(link, Cancelled);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        // looking is not deciding
        Assert.Empty((await support.GetAsync($"/v1/admin/suppressions?address={address}")).GetProperty("items").EnumerateArray());
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var done = await system.Gateway.PostAsync(link, form, Cancelled);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);

        var suppression = Assert.Single(
            (await support.GetAsync($"/v1/admin/suppressions?address={address}")).GetProperty("items").EnumerateArray());
        Assert.Equal(
            ("unsubscribed", "SHIPMENT_PROGRESS"),
            (suppression.GetProperty("reason").GetString(), suppression.GetProperty("scope").GetString()));
        using var lifted = await support.SendAsync(
            HttpMethod.Delete, $"/v1/admin/suppressions/{suppression.GetProperty("id").GetString()}");
        Assert.Equal(HttpStatusCode.NoContent, lifted.StatusCode);
        Assert.Empty((await support.GetAsync($"/v1/admin/suppressions?address={address}")).GetProperty("items").EnumerateArray());
    }

    [GeneratedRegex(@"List-Unsubscribe: ?<https?://[^/]+(/v1/unsubscribe/[^>]+)>")]
    private static partial Regex Link();
}
