using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>Many at once over the public API, as JSON and as CSV.</summary>
public sealed class BulkApiTests(SystemFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_shipments_and_a_file_of_scans_reach_the_timeline()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var customer = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var template = await system.Gateway.GetStringAsync("/v1/shipments:bulk/template.csv", Cancelled);
        Assert.StartsWith("key,reference,serviceLevel,sender.name,", template, StringComparison.Ordinal);

        var shipments = await SendAsync(customer, "/v1/shipments:bulk", "text/csv", """
            key,sender.name,sender.address.line1,sender.address.city,sender.address.country,recipient.name,recipient.email,recipient.address.line1,recipient.address.city,recipient.address.country,parcels[0].weightGrams,parcels[0].contents
            a,"Haddad, Amina",12 Rue X,Algiers,DZ,"Zoë ""Z"" Łukasz",zoe@example.com,8 Rue Y,Paris,FR,1200,"Books, and more"
            b,Amina,12 Rue X,Algiers,DZ,Zoë,not an address,8 Rue Y,Paris,FR,heavy,
            c,Amina,12 Rue X,Algiers,DZ,Zoë,not an address,8 Rue Y,Paris,FR,800,
            KEY,Amina,12 Rue X,Algiers,DZ,Zoë,zoe@example.com,8 Rue Y,Paris,FR,800,
            """.Replace("KEY", new string('k', 256), StringComparison.Ordinal));
        var number = Row(shipments, 0).GetProperty("trackingNumber").GetString();
        Assert.Equal((1, 3), (shipments.GetProperty("succeeded").GetInt32(), shipments.GetProperty("failed").GetInt32()));
        Assert.Equal(["parcels[0].weightGrams"], Faults(shipments, 1));
        Assert.Equal(["recipient.email"], Faults(shipments, 2));
        Assert.Equal(["key"], Faults(shipments, 3));
        Assert.Equal(
            "Haddad, Amina", (await customer.GetAsync($"/v1/shipments/{number}")).GetProperty("sender").GetProperty("name").GetString());

        var scans = await SendAsync(driver, "/v1/scans:bulk", "text/csv", $"""
            trackingNumber,status,location.name,location.city,location.country,location.latitude,location.longitude
            {number},PICKED_UP,Depot,Algiers,DZ,36.75,3.06
            {number},IN_TRANSIT,Depot,Algiers,DZ,,
            {number},LOST_AND_FOUND,Depot,Algiers,DZ,,
            """);
        Assert.Equal([200, 200, 400], Statuses(scans));
        await Eventually.AssertAsync(
            async cancelled =>
            {
                using var answer = await system.Gateway.GetAsync($"/v1/tracking/{number}", cancelled);
                return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>(cancelled)).GetProperty("status")
                    .GetString() : "";
            },
            status => status == "IN_TRANSIT");
    }

    [Fact]
    public async Task A_row_that_is_not_JSON_enough_fails_alone_and_the_whole_may_be_sent_again()
    {
        using var customer = await Person.RegisterAsync(await fixture.StartedAsync(Cancelled));
        var good = Person.GoodShipment.TrimEnd()[..^1] + ""","key":"one"}""";
        var body = $$"""[{{good}}, {"serviceLevel":"TELEPORT"}, 7, {"unknown":1}, {"key":"x","key":"y"}]""";

        var first = await SendAsync(customer, "/v1/shipments:bulk", "application/json", body);
        var second = await SendAsync(customer, "/v1/shipments:bulk", "application/json", body);

        Assert.Equal([201, 400, 400, 400, 400], Statuses(first));
        Assert.Equal(["serviceLevel"], Faults(first, 1));
        Assert.Equal(Row(first, 0).GetProperty("trackingNumber").GetString(), Row(second, 0).GetProperty("trackingNumber").GetString());
        Assert.Single((await customer.GetAsync("/v1/shipments")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_is_no_list_of_rows_is_refused_whole()
    {
        using var customer = await Person.RegisterAsync(await fixture.StartedAsync(Cancelled));

        foreach (var (type, body, status) in new[]
        {
            ("application/json", "{}", 400),
            ("application/json", "[", 400),
            ("application/json", "[]", 400),
            ("text/csv", "", 400),
            ("text/csv", "key,colour\r\na,red", 400),
            ("text/csv", "key,key\r\na,a", 400),
            ("text/plain", "key", 415),
            ("application/json", $"[{new string(' ', 9 * 1_024 * 1_024)}]", 413),
            ("text/csv", "key\r\n" + string.Concat(Enumerable.Repeat("a\r\n", 1_001)), 400),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/shipments:bulk") { Content = Content(type, body) };
            request.Headers.ExpectContinue = true; // what is too large is refused before it is sent
            using var response = await customer.Client.SendAsync(request, Cancelled);
            Assert.Equal((body[..Math.Min(20, body.Length)], status), (body[..Math.Min(20, body.Length)], (int)response.StatusCode));
        }
    }

    [Fact]
    public async Task A_thousand_shipments_of_more_than_a_mebibyte_are_taken_at_once()
    {
        using var customer = await Person.RegisterAsync(await fixture.StartedAsync(Cancelled));
        var row = Person.GoodShipment.Replace("Books", new string('x', 200), StringComparison.Ordinal) + new string(' ', 400);

        var answer = await SendAsync(
            customer, "/v1/shipments:bulk", "application/json", $"[{string.Join(',', Enumerable.Repeat(row, 1_000))}]");

        Assert.Equal(1_000, answer.GetProperty("succeeded").GetInt32());
    }

    private static StringContent Content(string type, string body) => new(body, new MediaTypeHeaderValue(type));

    private static async Task<JsonElement> SendAsync(Person person, string path, string type, string body)
    {
        using var response = await person.Client.PostAsync(path, Content(type, body), Cancelled);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancelled));
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
    }

    private static JsonElement Row(JsonElement answer, int row) => answer.GetProperty("rows")[row];

    private static IEnumerable<int> Statuses(JsonElement answer) =>
        answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("status").GetInt32());

    private static IEnumerable<string> Faults(JsonElement answer, int row) =>
        Row(answer, row).GetProperty("errors").EnumerateObject().Select(field => field.Name);
}
