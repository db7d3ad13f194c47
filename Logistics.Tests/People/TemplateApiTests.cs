using System.Net;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.People;

/// <summary>
/// An administrator changes what people are told, over the public API; in a language of the test's own, so that nobody else hears of it.
/// </summary>
public sealed class TemplateApiTests(SystemFixture fixture)
{
    private const string Address = "/v1/admin/templates/shipment.created.sender";

    private const string Draft = """{"channel":"IN_APP","locale":"sv","parts":{"title":"Registrerat: {{recipientName}}","body":"{{#if reason}}{{reason}}{{else}}Till {{destinationCity}}.{{/if}}"}}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_seen_tested_published_said_and_withdrawn()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var admin = await Person.AdminAsync(system);
        using var merchant = await Person.RegisterAsync(system);
        using var swede = await merchant.SendAsync(HttpMethod.Patch, "/v1/me", """{"locale":"sv-SE"}""");
        Assert.Equal(HttpStatusCode.OK, swede.StatusCode);

        var version = await VersionAsync(admin, Draft);
        var preview = await ReadAsync(await admin.PostAsync($"{Address}/versions/{version}/preview", "{}"));
        Assert.Equal("""{"body":"Till Oran.","title":"Registrerat: Amina"}""", Sorted(preview.GetProperty("parts")));
        Assert.Empty(preview.GetProperty("faults").EnumerateArray());

        var test = await ReadAsync(await admin.PostAsync($"{Address}/versions/{version}/test", "{}"), HttpStatusCode.Accepted);
        Assert.Contains((await admin.GetAsync("/v1/me/notifications")).GetProperty("items").EnumerateArray(), told =>
            told.GetProperty("id").GetString() == test.GetProperty("notificationId").GetString() && told.GetProperty("title")
                .GetString() == "Registrerat: Amina");

        var published = await ReadAsync(await admin.PostAsync($"{Address}/versions/{version}/publish", "{}"));
        Assert.Equal("PUBLISHED", published.GetProperty("state").GetString());
        // its language reaches the service by an event
        await Eventually.AssertAsync(_ => TitleOfNewShipmentAsync(merchant), title => title == "Registrerat: Camille Laurent");

        var rolledBack = await ReadAsync(await admin.PostAsync($"{Address}/rollback", """{"channel":"IN_APP","locale":"sv"}"""));
        Assert.False(rolledBack.TryGetProperty("version", out var before) && before.ValueKind != JsonValueKind.Null);
        Assert.Equal("📝 Your shipment is registered", await TitleOfNewShipmentAsync(merchant));

        var changes = (await admin.GetAsync(Address)).GetProperty("changes").EnumerateArray()
            .Where(change => change.GetProperty("version").GetInt32() == version);
        Assert.Equal(["ROLLED_BACK", "PUBLISHED", "TESTED", "CREATED"], changes.Select(change => change.GetProperty("action").GetString()));
        Assert.Contains(
            (await admin.GetAsync("/v1/admin/templates?limit=100")).GetProperty("items").EnumerateArray(),
            template => template.GetProperty("key").GetString() == "user.password_changed");
    }

    [Fact]
    public async Task A_broken_version_is_not_published_and_every_fault_has_its_field()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var admin = await Person.AdminAsync(system);
        var version = await VersionAsync(admin, """{"channel":"SMS","locale":"sv","parts":{"text":"{{nobody}} {{#if reason}}"}}""");

        using var refused = await admin.PostAsync($"{Address}/versions/{version}/publish", "{}");
        var problem = await GatewayHost.ReadAsync(refused);
        Assert.Equal((HttpStatusCode.BadRequest, "validation.failed"), (refused.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal(2, problem.GetProperty("errors").GetProperty("parts.text").GetArrayLength());
        var preview = await ReadAsync(await admin.PostAsync($"{Address}/versions/{version}/preview", "{}"));
        Assert.Equal(2, preview.GetProperty("faults").GetArrayLength());
    }

    [Fact]
    public async Task A_text_message_is_measured_with_the_variables_that_are_given()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var admin = await Person.AdminAsync(system);
        var version = await VersionAsync(admin, """{"channel":"SMS","locale":"ar","parts":{"text":"طردك إلى {{recipientName}}"}}""");
        const string Variables = """{"trackingNumber":"x","senderName":"x","destinationCity":"x","place":"x","recipientName":"Camille"}""";

        var preview = await ReadAsync(
            await admin.PostAsync($"{Address}/versions/{version}/preview", $$"""{"variables":{{Variables}}}"""));
        var sms = preview.GetProperty("sms");
        Assert.Equal(("UCS-2", 1), (sms.GetProperty("encoding").GetString(), sms.GetProperty("segments").GetInt32()));
        using var wrong = await admin.PostAsync($"{Address}/versions/{version}/preview", """{"variables":{"place":1,"nobody":"x"}}""");
        Assert.Equal(
            [
                "variables.destinationCity",
                "variables.nobody",
                "variables.place",
                "variables.recipientName",
                "variables.senderName",
                "variables.trackingNumber",
            ],
            (await GatewayHost.ReadAsync(wrong)).GetProperty("errors").EnumerateObject().Select(fault => fault.Name)
                .Order(StringComparer.Ordinal));
    }

    private static async Task<int> VersionAsync(Person admin, string draft)
    {
        var key = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var first = await ReadAsync(await PostOnceAsync(admin, draft, key), HttpStatusCode.Created);
        var second = await ReadAsync(await PostOnceAsync(admin, draft, key), HttpStatusCode.Created);
        Assert.Equal(first.GetProperty("version").GetInt32(), second.GetProperty("version").GetInt32());
        return first.GetProperty("version").GetInt32();
    }

    private static async Task<HttpResponseMessage> PostOnceAsync(Person admin, string body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Address}/versions") { Content = Person.Json(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await admin.Client.SendAsync(request, Cancelled);
    }

    private static async Task<string?> TitleOfNewShipmentAsync(Person merchant)
    {
        using var created = await merchant.PostAsync("/v1/shipments", Person.GoodShipment);
        var number = Person.NumberOf(await GatewayHost.ReadAsync(created));
        var told = await Eventually.AssertAsync(
            async _ => (await merchant.GetAsync("/v1/me/notifications")).GetProperty("items").EnumerateArray()
                .FirstOrDefault(told => told.GetProperty("trackingNumber").GetString() == number),
            told => told.ValueKind == JsonValueKind.Object);
        return told.GetProperty("title").GetString();
    }

    private static string Sorted(JsonElement parts) => JsonSerializer.Serialize(
        parts.EnumerateObject()
            .OrderBy(part => part.Name, StringComparer.Ordinal)
            .ToDictionary(part => part.Name, part => part.Value.GetString()));

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using (response)
        {
            Assert.True(response.StatusCode == expected, await response.Content.ReadAsStringAsync(Cancelled));
            return await GatewayHost.ReadAsync(response);
        }
    }
}
