using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>Someone who uses the public API of the running system.</summary>
internal sealed class Person(HttpClient client) : IDisposable
{
    /// <summary>A shipment that is in order.</summary>
    public const string GoodShipment = """
        {
          "sender": { "name": "Amina Haddad", "email": "amina@example.com", "address": { "line1": "12 Rue Didouche Mourad", "city": "Algiers", "postalCode": "16000", "country": "DZ" } },
          "recipient": { "name": "Camille Laurent", "email": "camille@example.com", "address": { "line1": "8 Rue des Martyrs", "city": "Paris", "postalCode": "75009", "country": "FR" } },
          "parcels": [ { "weightGrams": 1200, "contents": "Books" } ],
          "serviceLevel": "EXPRESS"
        }
        """;

    public const string Password = "a long pass phrase 1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public HttpClient Client => client;

    /// <summary>What the person signed in with.</summary>
    public string Email { get; init; } = string.Empty;

    /// <summary>A new customer.</summary>
    public static async Task<Person> RegisterAsync(RunningSystem system)
    {
        var email = $"{Guid.CreateVersion7():N}@example.com";
        var client = system.CreateGatewayClient();
        var body = $$"""{"email":"{{email}}","password":"{{Password}}","name":"Amina Haddad","locale":"en"}""";
        using var response = await client.PostAsync("/v1/auth/register", Json(body), Token);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await SignInAsync(client, email, Password);
    }

    /// <summary>
    /// Follows the link that was mailed, as the support desk reads it in the development mailbox, and waits until the address counts as the
    /// person's.
    /// </summary>
    public async Task ConfirmAsync(RunningSystem system)
    {
        var email = (await GetAsync("/v1/me")).GetProperty("email").GetString()!; // not null: every account has one
        var token = await MailedTokenAsync(system, email, "/confirm-email");
        using var response = await PostAsync("/v1/auth/confirm", $$"""{"token":"{{token}}"}""");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await Eventually.AssertAsync(_ => GetAsync("/v1/dev/mails"), page => page.GetProperty("items").GetArrayLength() > 0);
    }

    /// <summary>The token in the newest mail to an address whose link leads there; waits for it.</summary>
    public static async Task<string> MailedTokenAsync(RunningSystem system, string email, string page)
    {
        using var support = await SupportAsync(system);
        var link = $"{page}#token=";
        return await Eventually.AssertAsync(
            async _ =>
            {
                var mails = await support.GetAsync($"/v1/dev/mails?to={Uri.EscapeDataString(email)}");
                foreach (var mail in mails.GetProperty("items").EnumerateArray())
                {
                    var text = (await support.GetAsync($"/v1/dev/mails/{mail.GetProperty("id").GetString()}"))
                        .GetProperty("text").GetString()!; // not null: as above
                    if (text.IndexOf(link, StringComparison.Ordinal) is >= 0 and var at)
                    {
                        return text[(at + link.Length)..].Split('\n', '\r')[0];
                    }
                }

                return "";
            },
            token => token.Length > 0);
    }

    /// <summary>The demo driver.</summary>
    public static Task<Person> DriverAsync(RunningSystem system) =>
        SignInAsync(system.CreateGatewayClient(), "driver@demo.example", RunningSystem.DemoPassword);

    /// <summary>The demo support desk, which reads everyone's mails.</summary>
    public static Task<Person> SupportAsync(RunningSystem system) =>
        SignInAsync(system.CreateGatewayClient(), "support@demo.example", RunningSystem.DemoPassword);

    /// <summary>The demo administrator.</summary>
    public static Task<Person> AdminAsync(RunningSystem system) =>
        SignInAsync(system.CreateGatewayClient(), "admin@demo.example", RunningSystem.DemoPassword);

    /// <summary>Someone new with this role and no other.</summary>
    public static async Task<Person> InRoleAsync(RunningSystem system, string role, Person admin)
    {
        var person = await RegisterAsync(system);
        if (role == "CUSTOMER")
        {
            return person;
        }

        var id = await person.IdAsync();
        using var given = await admin.SendAsync(HttpMethod.Put, $"/v1/admin/users/{id}/roles/{role}");
        using var taken = await admin.SendAsync(HttpMethod.Delete, $"/v1/admin/users/{id}/roles/CUSTOMER");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (given.StatusCode, taken.StatusCode));
        return await SignInAsync(person.Client, person.Email, Password);
    }

    /// <summary>Someone with no other proof than a header.</summary>
    public static Person WithHeader(RunningSystem system, string name, string value)
    {
        var client = system.CreateGatewayClient();
        client.DefaultRequestHeaders.Add(name, value);
        return new Person(client);
    }

    public async Task<string> IdAsync() => (await GetAsync("/v1/me")).GetProperty("id").GetString()!;

    /// <summary>A new API key of this person.</summary>
    public async Task<string> CreateKeyAsync(params string[] scopes)
    {
        using var response = await PostAsync(
            "/v1/me/api-keys", $$"""{"name":"Test","scopes":[{{string.Join(',', scopes.Select(scope => $"\"{scope}\""))}}]}""");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("key").GetString()!;
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : Json(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.SendAsync(request, Token);
    }

    public static StringContent Json(string body) => new(body, new MediaTypeHeaderValue("application/json"));

    public Task<HttpResponseMessage> PostAsync(string path, string body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    public Task<JsonElement> GetAsync(string path) => client.GetFromJsonAsync<JsonElement>(path, Token);

    /// <returns>The tracking number.</returns>
    public async Task<string> CreateShipmentAsync()
    {
        using var response = await PostAsync("/v1/shipments", GoodShipment);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return NumberOf(await response.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    public async Task MoveAsync(string trackingNumber, string status)
    {
        using var response = await PostAsync(
            $"/v1/shipments/{trackingNumber}/status",
            $$"""{"status":"{{status}}","location":{"name":"Algiers Sorting Center","city":"Algiers","country":"DZ"} }""");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    public static string NumberOf(JsonElement shipment) => shipment.GetProperty("trackingNumber").GetString()!;

    public void Dispose() => client.Dispose();

    public static async Task<Person> SignInAsync(HttpClient client, string email, string password)
    {
        using var response = await client.PostAsync("/v1/auth/login", Json($$"""{"email":"{{email}}","password":"{{password}}"}"""), Token);
        response.EnsureSuccessStatusCode();
        var tokens = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        return new Person(client) { Email = email };
    }
}
