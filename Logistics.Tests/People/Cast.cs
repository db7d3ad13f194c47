using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.People;

/// <summary>The callers of <see cref="AccessTable"/>, and the things that the owner has.</summary>
public sealed class Cast(SystemFixture fixture) : IAsyncLifetime
{
    private readonly List<Person> _callers = [];
    private string _number = string.Empty;
    private string _ended = string.Empty;
    private string _bystander = string.Empty;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Person Owner => _callers[1];

    /// <summary>In the order of <see cref="AccessTable.Callers"/>.</summary>
    internal IReadOnlyList<Person> Callers => _callers;

    public async ValueTask InitializeAsync()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var admin = await Person.AdminAsync(system);
        _callers.Add(new Person(system.CreateGatewayClient()));
        foreach (var role in new[] { "CUSTOMER", "CUSTOMER", "DRIVER", "WAREHOUSE", "SUPPORT", "ADMIN" })
        {
            _callers.Add(await Person.InRoleAsync(system, role, admin));
        }

        var driver = _callers[3];
        foreach (var key in new[]
        {
            await Owner.CreateKeyAsync("shipments:read"),
            await Owner.CreateKeyAsync("shipments:write"),
            await driver.CreateKeyAsync("scans:write"),
            await Owner.CreateKeyAsync("tracking:read", "notifications:send"),
        })
        {
            _callers.Add(Person.WithHeader(system, "X-Api-Key", key));
        }

        using var bystander = await Person.RegisterAsync(system);
        _bystander = await bystander.IdAsync();
        _ended = await Owner.CreateShipmentAsync();
        await Owner.MoveAsync(_ended, "CANCELLED");
        _number = await Owner.CreateShipmentAsync();
        await Eventually.AssertAsync(async cancelled =>
        {
            using var timeline = await system.Gateway.GetAsync($"/v1/tracking/{_number}", cancelled);
            return timeline.IsSuccessStatusCode;
        });
    }

    public ValueTask DisposeAsync()
    {
        _callers.ForEach(caller => caller.Dispose());
        return ValueTask.CompletedTask;
    }

    /// <summary>The route with the owner's things in it, new ones where they may go by the request.</summary>
    internal async Task<string> PathOfAsync(string route)
    {
        var number = route.EndsWith("/hold", StringComparison.Ordinal) || route.EndsWith("/cancel", StringComparison.Ordinal)
            ? _ended
            : _number;
        var path = route.Replace("{trackingNumber}", number, StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{role}", "DRIVER", StringComparison.Ordinal)
            .Replace("{index:int}", "0", StringComparison.Ordinal).Replace("{version:int}", "1", StringComparison.Ordinal)
            .Replace("{requestId}", "order-1042", StringComparison.Ordinal)
            .Replace("{eventId}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal);
        return path.Contains("{id}", StringComparison.Ordinal)
            ? path.Replace("{id}", await IdForAsync(route), StringComparison.Ordinal)
            : path;
    }

    private Task<string> IdForAsync(string route) => route switch
    {
        _ when route.StartsWith("/v1/me/addresses", StringComparison.Ordinal) =>
            MadeAsync(Owner.PostAsync("/v1/me/addresses", AccessTable.Address)),
        _ when route.StartsWith("/v1/me/devices", StringComparison.Ordinal) => MadeAsync(
            Owner.SendAsync(HttpMethod.Put, "/v1/me/devices", $$"""{"token":"{{Guid.CreateVersion7()}}","platform":"WEB"}""")),
        _ when route.StartsWith("/v1/me/api-keys", StringComparison.Ordinal) => MadeAsync(
            Owner.PostAsync("/v1/me/api-keys", """{"name":"x","scopes":["shipments:read"]}""")),
        _ when route.Contains("/share/", StringComparison.Ordinal) => MadeAsync(Owner.PostAsync($"/v1/shipments/{_number}/share", "{}")),
        _ when route.Contains("/notifications/", StringComparison.Ordinal) => MessageAsync(),
        _ when route.StartsWith("/v1/me/webhooks", StringComparison.Ordinal) => WebhookAsync(),
        _ when route.StartsWith("/v1/me/sessions", StringComparison.Ordinal) => SessionAsync(),
        _ when route.StartsWith("/v1/admin", StringComparison.Ordinal) => Task.FromResult(_bystander),
        _ => Task.FromResult(Guid.CreateVersion7().ToString()),
    };

    /// <summary>That the shipment is registered, which the app tells.</summary>
    private async Task<string> MessageAsync() =>
        (await Eventually.AssertAsync(
            async _ => (await Owner.GetAsync("/v1/me/notifications")).GetProperty("items").EnumerateArray()
                .Where(item => item.GetProperty("channel").GetString() == "IN_APP").ToList(),
            messages => messages.Count > 0))[0].GetProperty("id").GetString()!;

    /// <summary>One for all rows: an account has few. It leads nowhere.</summary>
    private async Task<string> WebhookAsync()
    {
        var items = (await Owner.GetAsync("/v1/me/webhooks")).GetProperty("items");
        return items.GetArrayLength() > 0
            ? items[0].GetProperty("id").GetString()!
            : await MadeAsync(Owner.PostAsync("/v1/me/webhooks", """{"url":"https://shop.invalid/hooks"}"""));
    }

    private async Task<string> SessionAsync()
    {
        using var signedIn = await Person.SignInAsync(
            (await fixture.StartedAsync(Cancelled)).CreateGatewayClient(), Owner.Email, Person.Password);
        return (await signedIn.GetAsync("/v1/me/sessions")).GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    private static async Task<string> MadeAsync(Task<HttpResponseMessage> making)
    {
        using var made = await making;
        return (await made.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("id").GetString()!;
    }
}
