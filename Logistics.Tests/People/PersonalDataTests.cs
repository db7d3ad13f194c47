using System.Net;
using System.Text;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Npgsql;
using Xunit;

namespace Logistics.Tests.People;

/// <summary>To know, and to be forgotten.</summary>
public sealed class PersonalDataTests(SystemFixture fixture)
{
    private static readonly string[] Databases = ["identitydb", "shipmentsdb", "trackingdb", "notificationsdb"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_export_has_everything_and_no_secrets()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var person = await Person.RegisterAsync(system);
        await FillAsync(person, "Amina Haddad");
        var key = await person.CreateKeyAsync("shipments:read");
        var number = await person.CreateShipmentAsync();
        var notified = await Eventually.AssertAsync(_ => person.GetAsync("/v1/me/export"), data => Count(data, "notifications") > 0);

        Assert.Equal(person.Email, notified.GetProperty("account").GetProperty("email").GetString());
        Assert.Equal(number, Person.NumberOf(notified.GetProperty("shipments")[0]));
        Assert.All(["addresses", "devices", "sessions", "apiKeys", "shipments"], list => Assert.Equal(1, Count(notified, list)));
        Assert.Equal("22:00", notified.GetProperty("preferences").GetProperty("quietHours").GetProperty("from").GetString());
        Assert.DoesNotContain(key, notified.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("assword", notified.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_who_is_deleted_nothing_is_left_anywhere()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var driver = await Person.DriverAsync(system);
        using var person = await Person.RegisterAsync(system);
        await person.ConfirmAsync(system);
        var name = $"Name-{Guid.CreateVersion7():N}";
        await FillAsync(person, name);
        var number = await CreateAsync(person, name);
        foreach (var status in new[] { "PICKED_UP", "OUT_FOR_DELIVERY", "DELIVERED" })
        {
            await driver.MoveAsync(number, status);
        }

        var id = await person.IdAsync();
        await Eventually.AssertAsync(_ => PendingAsync(system, number), pending => pending is { All: >= 10, Pending: 0 });
        Assert.Contains("notificationsdb.contacts", await TracesAsync(system, person.Email));

        using var deleted = await person.SendAsync(HttpMethod.Delete, "/v1/me", $$"""{"password":"{{Person.Password}}"}""");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await Eventually.AssertAsync(
            async _ => string.Join(", ", [.. await TracesAsync(system, person.Email), .. await TracesAsync(system, name)]),
            traces => traces.Length == 0,
            TimeSpan.FromMinutes(1));
        using var shipment = await driver.Client.GetAsync($"/v1/shipments/{number}", Cancelled);
        Assert.Equal("(erased)", (await GatewayHost.ReadAsync(shipment)).GetProperty("recipient").GetProperty("name").GetString());
        using var me = await person.Client.GetAsync("/v1/me", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, me.StatusCode);
        using var admin = await Person.AdminAsync(system);
        Assert.Equal(
            "user.deleted",
            (await admin.GetAsync($"/v1/admin/audit?userId={id}")).GetProperty("items")[0].GetProperty("action").GetString());
    }

    [Fact]
    public async Task A_parcel_under_way_keeps_its_names_until_it_has_arrived()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var driver = await Person.DriverAsync(system);
        using var person = await Person.RegisterAsync(system);
        var (number, gone) = (await person.CreateShipmentAsync(), await person.IdAsync());
        var ended = await person.CreateShipmentAsync();
        await person.MoveAsync(ended, "CANCELLED");

        using var deleted = await person.SendAsync(HttpMethod.Delete, "/v1/me", $$"""{"password":"{{Person.Password}}"}""");
        await Eventually.AssertAsync(
            _ => driver.GetAsync($"/v1/shipments/{ended}"), shipment => shipment.GetProperty("sender").GetProperty("name")
                .GetString() == "(erased)");

        await driver.MoveAsync(number, "PICKED_UP");
        var underWay = await driver.GetAsync($"/v1/shipments/{number}");
        Assert.Equal("Camille Laurent", underWay.GetProperty("recipient").GetProperty("name").GetString());
        var told = await Eventually.AssertAsync(
            _ => driver.GetAsync($"/v1/me/notifications?trackingNumber={number}"),
            page => page.GetProperty("items").EnumerateArray()
                .Any(item => item.GetProperty("template").GetString()!.Contains("picked_up", StringComparison.Ordinal)));
        Assert.DoesNotContain(told.GetProperty("items").EnumerateArray(), item =>
            item.TryGetProperty("userId", out var userId) && userId.GetString() == gone && item.TryGetProperty("body", out _));
    }

    [Fact]
    public async Task Without_the_password_nothing_is_deleted()
    {
        using var person = await Person.RegisterAsync(await fixture.StartedAsync(Cancelled));

        using var wrong = await person.SendAsync(HttpMethod.Delete, "/v1/me", """{"password":"another pass phrase"}""");
        using var none = await person.SendAsync(HttpMethod.Delete, "/v1/me", "{}");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (wrong.StatusCode, none.StatusCode));
        Assert.Equal(person.Email, (await person.GetAsync("/v1/me")).GetProperty("email").GetString());
    }

    private static int Count(JsonElement data, string list) => data.GetProperty(list).GetArrayLength();

    private static async Task FillAsync(Person person, string name)
    {
        using var renamed = await person.SendAsync(HttpMethod.Patch, "/v1/me", $$"""{"name":"{{name}}"}""");
        using var address = await person.PostAsync(
            "/v1/me/addresses",
            $$"""{"name":"{{name}}","address":{"line1":"1 Rue X","city":"Algiers","postalCode":"16000","country":"DZ"} }""");
        using var preferences = await person.SendAsync(
            HttpMethod.Put, "/v1/me/preferences", $$"""{"quietHours":{"from":"22:00","to":"07:00","timeZone":"{{WhereItIsNoon()}}"} }""");
        using var device = await person.SendAsync(
            HttpMethod.Put, "/v1/me/devices", $$"""{"token":"{{name}} {{Guid.CreateVersion7()}}","platform":"WEB","name":"{{name}}"}""");
        Assert.All([renamed, address, preferences, device], response => Assert.True(response.IsSuccessStatusCode));
    }

    /// <summary>Quiet hours by night, and none now.</summary>
    private static string WhereItIsNoon() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"Etc/GMT{TimeProvider.System.GetUtcNow().Hour - 12:+0;-0}"); // signs are the other way round there

    private static async Task<string> CreateAsync(Person person, string name)
    {
        var body = Person.GoodShipment.Replace("Amina Haddad", name, StringComparison.Ordinal)
            .Replace("amina@example.com", person.Email, StringComparison.Ordinal).Replace("Camille Laurent", name, StringComparison.Ordinal)
            .Replace("camille@example.com", $"{name}@example.org", StringComparison.Ordinal)
            .Replace("Books", name, StringComparison.Ordinal)
            .Replace("\"serviceLevel\"", $$$"""
                "customs":[{"description":"{{{name}}}","quantity":1,"value":{"currency":"EUR","amount":10},"hsCode":"490199","countryOfOrigin":"DZ","weightGrams":100}],"serviceLevel"
                """, StringComparison.Ordinal);
        using var response = await person.PostAsync("/v1/shipments", body);
        return Person.NumberOf(await GatewayHost.ReadAsync(response));
    }

    /// <summary>How many notifications there are, and how many of them are still to be sent.</summary>
    private static async Task<(long All, long Pending)> PendingAsync(RunningSystem system, string number)
    {
        await using var connection = new NpgsqlConnection(await system.ConnectionStringAsync("notificationsdb", Cancelled));
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(
            "SELECT count(*), count(due_at) FROM notifications WHERE tracking_number = $1", connection)
        {
            Parameters = { new() { Value = number } },
        };
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        await reader.ReadAsync(Cancelled);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>The tables, of all services, that have the text anywhere in a row: in words, or in bytes.</summary>
    private static async Task<IReadOnlyList<string>> TracesAsync(RunningSystem system, string text)
    {
        var traces = new List<string>();
        var patterns = new[] { $"%{text}%", $"%{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))}%" };
        foreach (var database in Databases)
        {
            await using var connection = new NpgsqlConnection(await system.ConnectionStringAsync(database, Cancelled));
            await connection.OpenAsync(Cancelled);
            foreach (var table in await TablesAsync(connection))
            {
                await using var search = new NpgsqlCommand(
                    $"SELECT EXISTS (SELECT 1 FROM \"{table}\" t WHERE t::text ILIKE ANY($1))", connection)
                {
                    Parameters = { new() { Value = patterns } },
                };
                if (await search.ExecuteScalarAsync(Cancelled) is true)
                {
                    traces.Add($"{database}.{table}");
                }
            }
        }

        return traces;
    }

    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        var tables = new List<string>();
        while (await reader.ReadAsync(Cancelled))
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }
}
