using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Webhooks;
using Xunit;

namespace Logistics.Tests.Notifications;

/// <summary>Notifications that merchants and the support desk ask for, through the public API of the running system.</summary>
public sealed class RequestApiTests(SystemFixture fixture)
{
    private const string Path = "/v1/notifications";

    private const string Words = """
        "template":"shipment.delivery_attempted.recipient","category":"PROBLEM",
        "variables":{"trackingNumber":"PKG7K3M9QX2VHDTG","senderName":"Kasbah Books","destinationCity":"Oran","place":"Oran"}
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merchants_key_writes_to_a_party_once_the_parcel_is_handed_over_and_its_webhook_is_told()
    {
        var system = await fixture.StartedAsync(Cancelled);
        await using var server = await HookServer.StartAsync();
        using var merchant = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        using var support = await Person.SupportAsync(system);
        using var made = await merchant.PostAsync("/v1/me/webhooks", $$"""{"url":"{{server.Url}}hooks","events":["notification.sent"]}""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var key = Person.WithHeader(system, "X-Api-Key", await merchant.CreateKeyAsync("notifications:send"));
        var email = $"{Guid.CreateVersion7():N}@people.example";
        var body = $$$"""{"requestId":"order-1",{{{Words}}},"channels":["EMAIL","SMS"],"recipients":[{"email":"{{{email}}}","variables":{"recipientName":"Camille"}}]}""";

        using var shipment = await merchant.PostAsync(
            "/v1/shipments", Person.GoodShipment.Replace("camille@example.com", email, StringComparison.Ordinal));
        using var early = await key.PostAsync(Path, body);
        await FaultsAsync(early, "recipients[0].email");
        await driver.MoveAsync(Person.NumberOf(await JsonAsync(shipment)), "PICKED_UP");

        var accepted = await Eventually.AssertAsync(_ => key.PostAsync(Path, body), answer => answer.StatusCode == HttpStatusCode.Accepted);
        Assert.Equal("/v1/notifications/requests/order-1", accepted.Headers.Location?.ToString());
        var id = (await JsonAsync(accepted)).GetProperty("notifications")[0].GetProperty("id").GetString();
        await Eventually.AssertAsync(
            _ => key.GetAsync(Path + "/requests/order-1"), request => request.GetProperty("states")
                .TryGetProperty("SENT", out var sent) && sent.GetInt32() == 1);
        var notification = await key.GetAsync($"{Path}/{id}");
        Assert.Equal(
            ("order-1", email[..1] + "***@people.example", "requested"),
            (notification.GetProperty("requestId").GetString(),
                notification.GetProperty("address").GetString(),
                notification.GetProperty("recipientRole").GetString()));

        var mails = (await support.GetAsync($"/v1/dev/mails?to={email}")).GetProperty("items").EnumerateArray()
            .Select(mail => mail.GetProperty("subject").GetString());
        Assert.Contains("🔔 We could not deliver your package", mails);
        await Eventually.AssertAsync(() => server.Requests.Any(request =>
            JsonSerializer.Deserialize<JsonElement>(request.Body).GetProperty("data") is var data
            && data.TryGetProperty("requestId", out var requestId) && requestId.GetString() == "order-1"
            && data.GetProperty("notificationId").GetString() == id
            && data.GetProperty("recipient").GetInt32() == 0
            && data.GetProperty("state").GetString() == "SENT"));
        Assert.DoesNotContain(server.Requests, request => request.Body.Contains(email, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_faults_are_told_by_their_paths()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var merchant = await Person.RegisterAsync(system);
        using var other = await Person.RegisterAsync(system);
        var self = await merchant.IdAsync();

        using var empty = await merchant.PostAsync(Path, "{}");
        await FaultsAsync(empty, "category", "channels", "recipients", "template");
        using var wrong = await merchant.PostAsync(Path, $$$"""
            {"requestId":"a/b","template":"shipment.delivered.recipient","category":"NEWS","channels":["EMAIL","PUSH"],"sendAt":"2099-01-01T00:00:00Z","locale":"french",
             "variables":{"trackingNumber":7,"senderName":"x","recipientName":"y","destinationCity":"z","place":"p","price":"1"},
             "recipients":[{"userId":"{{{self}}}"},{"userId":"{{{self}}}","variables":{"place":true}},{"userId":"{{{await other.IdAsync()}}}"},{"email":"nobody"},{"phone":"0612"},{},{"email":"stranger@people.example"}]}
            """);
        await FaultsAsync(
            wrong,
            "category", "locale", "recipients[1]", "recipients[1].variables.place", "recipients[2].userId", "recipients[3].email",
            "recipients[4]", "recipients[4].phone", "recipients[5]", "recipients[6].email",
            "requestId", "sendAt", "variables.price", "variables.trackingNumber");
        using var ofTheSystem = await merchant.PostAsync(
            Path, $$$"""{"template":"user.password_changed","category":"PROBLEM","channels":["EMAIL"],"variables":{"name":"x"},"recipients":[{"userId":"{{{self}}}"}]}""");
        await FaultsAsync(ofTheSystem, "template");
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_and_another_by_its_id_a_conflict()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var merchant = await Person.RegisterAsync(system);
        using var other = await Person.RegisterAsync(system);
        var body = ToSelf(await merchant.IdAsync(), "twice");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => merchant.PostAsync(Path, body)));
        var ids = await Task.WhenAll(
            answers.Select(async answer => (await JsonAsync(answer)).GetProperty("notifications")[0].GetProperty("id").GetString()));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        Assert.Single(ids.Distinct());
        using var changed = await merchant.PostAsync(Path, body.Replace("Kasbah", "Casbah", StringComparison.Ordinal));
        await BadRequestTests.ProblemAsync(changed, HttpStatusCode.Conflict, "notification_request.differs");
        Assert.Single(
            (await merchant.GetAsync("/v1/me/notifications")).GetProperty("items").EnumerateArray(),
            item => item.GetProperty("channel").GetString() == "IN_APP");

        using var anothers = await other.PostAsync(Path, ToSelf(await other.IdAsync(), "twice"));
        Assert.Equal(HttpStatusCode.Accepted, anothers.StatusCode);
        using var unknown = await other.SendAsync(HttpMethod.Get, $"{Path}/{ids[0]}");
        await BadRequestTests.ProblemAsync(unknown, HttpStatusCode.NotFound, "notification.not_found");

        var keyed = ToSelf(await merchant.IdAsync(), "twice").Replace("\"requestId\":\"twice\",", "", StringComparison.Ordinal);
        using var first = await merchant.PostAsync(Path, keyed, ("Idempotency-Key", "k-1"));
        using var repeat = await merchant.PostAsync(Path, keyed, ("Idempotency-Key", "k-1"));
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancelled), await repeat.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task What_is_asked_for_at_a_time_is_decided_then_or_called_off_before()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var merchant = await Person.RegisterAsync(system);
        var self = await merchant.IdAsync();
        var now = TimeProvider.System.GetUtcNow();

        using var later = await merchant.PostAsync(Path, ToSelf(self, "later", sendAt: now.AddDays(80)));
        Assert.Equal("ACCEPTED scheduled", StateOf(await JsonAsync(later)));
        using var called = await merchant.PostAsync(Path + "/requests/later/cancel", "");
        var answer = await JsonAsync(called);
        Assert.Equal((1, "CANCELLED called_off"), (answer.GetProperty("cancelled").GetInt32(), StateOf(answer.GetProperty("request"))));
        using var again = await merchant.PostAsync(Path + "/requests/later/cancel", "");
        Assert.Equal(0, (await JsonAsync(again)).GetProperty("cancelled").GetInt32());

        using var soon = await merchant.PostAsync(Path, ToSelf(self, "soon", sendAt: now.AddSeconds(2)));
        Assert.Equal("ACCEPTED scheduled", StateOf(await JsonAsync(soon)));
        await Eventually.AssertAsync(_ => merchant.GetAsync(Path + "/requests/soon"), request => StateOf(request) == "DELIVERED ");
        using var tooLate = await merchant.PostAsync(Path + "/requests/soon/cancel", "");
        Assert.Equal(0, (await JsonAsync(tooLate)).GetProperty("cancelled").GetInt32());
        using var none = await merchant.PostAsync(Path + "/requests/none/cancel", "");
        await BadRequestTests.ProblemAsync(none, HttpStatusCode.NotFound, "notification_request.not_found");
    }

    [Fact]
    public async Task The_support_desk_writes_to_a_thousand_at_once_and_calls_off_what_has_not_gone()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var support = await Person.SupportAsync(system);
        var id = Guid.CreateVersion7().ToString("N");
        var recipients = string.Join(',', Enumerable.Range(0, 1000).Select(i =>
            $$$"""{"email":"r{{{i}}}-{{{id}}}@people.example","variables":{"recipientName":"R {{{i}}}"}}"""));

        using var accepted = await support.PostAsync(
            Path, $$"""{"requestId":"{{id}}",{{Words}},"channels":["EMAIL"],"priority":"BULK","recipients":[{{recipients}}]}""");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(1000, (await JsonAsync(accepted)).GetProperty("recipients").GetInt32());
        using var called = await support.PostAsync($"{Path}/requests/{id}/cancel", "");
        var cancelled = (await JsonAsync(called)).GetProperty("cancelled").GetInt32();

        var ended = await Eventually.AssertAsync(
            _ => support.GetAsync($"{Path}/requests/{id}"), request => CountOf(request, "SENT") + CountOf(request, "CANCELLED") == 1000);
        Assert.Equal(cancelled, CountOf(ended, "CANCELLED"));
        Assert.Equal(
            Enumerable.Range(0, 1000),
            ended.GetProperty("notifications").EnumerateArray().Select(notification => notification.GetProperty("recipient").GetInt32()));

        using var tooMany = await support.PostAsync(
            Path, $$$"""{{{{Words}}},"channels":["EMAIL"],"recipients":[{{{recipients}}},{"email":"one-more@people.example"}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
    }

    [Fact]
    public async Task Clients_of_other_notification_services_find_their_two_addresses()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var merchant = await Person.RegisterAsync(system);
        using var support = await Person.SupportAsync(system);
        var body = $$"""
            {"notification_type":"in_app","user_id":"{{await merchant.IdAsync()}}","template_code":"shipment.delivered.recipient","request_id":"hng-{{Guid.CreateVersion7():N}}","priority":1,"metadata":{"a":1},
             "variables":{"trackingNumber":"PKG7K3M9QX2VHDTG","senderName":"Kasbah Books","recipientName":"Amina","destinationCity":"Oran","place":"Oran"} }
            """;

        using var sent = await support.PostAsync("/api/v1/notifications/", body);
        var envelope = await JsonAsync(sent);
        Assert.Equal(
            (HttpStatusCode.Accepted, true, "delivered"),
            (sent.StatusCode,
                envelope.GetProperty("success").GetBoolean(),
                envelope.GetProperty("data").GetProperty("status").GetString()));
        Assert.Equal(["data", "error", "message", "meta", "success"], envelope.EnumerateObject().Select(field => field.Name).Order());
        var ask =
            $$"""{"notification_id":"{{envelope.GetProperty("data").GetProperty("notification_id").GetString()}}","status":"delivered"}""";

        using var received = await merchant.PostAsync("/api/v1/in_app/status/", ask);
        Assert.Equal("DELIVERED", (await JsonAsync(received)).GetProperty("data").GetProperty("state").GetString());
        using var notHis = await support.PostAsync("/api/v1/in_app/status/", ask);
        Assert.Equal(
            (HttpStatusCode.Forbidden, "notification.not_addressee"),
            (notHis.StatusCode, (await JsonAsync(notHis)).GetProperty("error").GetString()));
        using var wrong = await support.PostAsync("/api/v1/notifications/", """{"notification_type":"pigeon"}""");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "validation.failed"),
            (wrong.StatusCode, (await JsonAsync(wrong)).GetProperty("error").GetString()));
        using var nonsense = await support.PostAsync("/api/v1/notifications/", "{");
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    [Fact]
    public async Task Clients_of_other_notification_services_are_refused_in_their_own_form()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var driver = await Person.DriverAsync(system);
        using var nobody = system.CreateGatewayClient();

        using var forbidden = await driver.PostAsync("/api/v1/notifications/", "{}");
        using var unknown = await nobody.PostAsync("/api/v1/sms/status/", content: null, Cancelled);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (forbidden.StatusCode, unknown.StatusCode));
        foreach (var envelope in new[] { await JsonAsync(forbidden), await JsonAsync(unknown) })
        {
            Assert.Equal(["data", "error", "message", "meta", "success"], envelope.EnumerateObject().Select(field => field.Name).Order());
            Assert.StartsWith("auth.", envelope.GetProperty("error").GetString(), StringComparison.Ordinal);
        }
    }

    private static string ToSelf(string userId, string requestId, DateTimeOffset? sendAt = null) => $$$"""
        {"requestId":"{{{requestId}}}",{{{Words}}},"channels":["IN_APP"]{{{(sendAt is null ? "" : $",\"sendAt\":\"{sendAt:O}\"")}}},
         "recipients":[{"userId":"{{{userId}}}","variables":{"recipientName":"Amina"}}]}
        """;

    private static async Task FaultsAsync(HttpResponseMessage response, params string[] fields)
    {
        var problem = await BadRequestTests.ProblemAsync(response, HttpStatusCode.BadRequest, "validation.failed");
        Assert.Equal(fields, problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name).Order(StringComparer.Ordinal));
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);

    private static int CountOf(JsonElement request, string state) =>
        request.GetProperty("states").TryGetProperty(state, out var count) ? count.GetInt32() : 0;

    private static string StateOf(JsonElement request) => request.GetProperty("notifications")[0] is var notification
        ? $"{notification.GetProperty("state").GetString()} "
            + (notification.TryGetProperty("reason", out var reason) ? reason.GetString() : "")
        : "";
}
