using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Infrastructure;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using Xunit;

namespace Logistics.Tests.Identity;

/// <summary>
/// The running system's key rotates while people use it. (How keys come and go over days: <see cref="KeyRotationTests"/>.)
/// </summary>
public sealed class RotationUnderTrafficTests(SystemFixture fixture)
{
    private static readonly string[] Addresses = ["/v1/me", "/v1/shipments", "/v1/me/notifications"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_request_is_lost()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        using var http = system.CreateGatewayClient();
        var before = (await KeysAsync(system)).ToHashSet();
        var people = Enumerable.Range(0, 3).Select(i => LiveAsync(http, i, limit.Token)).ToList();

        await ExecuteAsync(system, "UPDATE signing_keys SET signs_from = signs_from - interval '40 days'");
        var next = (await Eventually.AssertAsync(async _ => (await KeysAsync(system)).Except(before).ToList(), keys => keys.Count == 1))
            .Single();

        // An hour's notice is for those who look every ten minutes; whoever meets an unknown key looks at once, but not twice in five
        // seconds.
        await ExecuteAsync(
            system,
            "UPDATE signing_keys SET signs_from = now() + interval '6 seconds' "
            + "WHERE generation = (SELECT max(generation) FROM signing_keys)");
        var signers = (await Task.WhenAll(people)).SelectMany(kids => kids).ToHashSet();

        Assert.Contains(next, signers);
        Assert.Equal(2, signers.Count);
        Assert.Superset(before.Intersect(signers).ToHashSet(), (await KeysAsync(system)).ToHashSet());

        // Each goes on until its tokens are signed by the new key, and for some rounds more.
        async Task<IReadOnlySet<string>> LiveAsync(HttpClient client, int person, CancellationToken ended)
        {
            var tokens = await SignInAsync(client, person);
            var signed = new HashSet<string>();
            for (var roundsLeft = 20; roundsLeft > 0; roundsLeft -= signed.Count > 1 ? 1 : 0)
            {
                ended.ThrowIfCancellationRequested();
                tokens = await PostAsync(client, "/v1/auth/refresh", new { refreshToken = tokens.GetProperty("refreshToken").GetString() });
                var token = tokens.GetProperty("accessToken").GetString();
                signed.Add(new JsonWebToken(token).Kid);
                foreach (var address in Addresses)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, address);
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    using var answer = await client.SendAsync(request, Cancelled);
                    Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode} under {string.Join(", ", signed)}");
                }
            }

            return signed;
        }
    }

    private static async Task<JsonElement> SignInAsync(HttpClient http, int person)
    {
        var (email, password) = ($"amina-{person}-{Guid.CreateVersion7():N}@example.com", "three parcels from Oran");
        using var registered = await http.PostAsJsonAsync("/v1/auth/register", new { email, password, name = "Amina" }, Cancelled);
        return await PostAsync(http, "/v1/auth/login", new { email, password });
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body, Cancelled);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
    }

    private static async Task<IEnumerable<string>> KeysAsync(RunningSystem system)
    {
        using var http = new HttpClient { BaseAddress = system.Endpoint("identity") };
        return new JsonWebKeySet(await http.GetStringAsync("/.well-known/jwks.json", Cancelled)).Keys.Select(key => key.Kid);
    }

    private static async Task ExecuteAsync(RunningSystem system, string sql)
    {
        await using var source = NpgsqlDataSource.Create(await system.ConnectionStringAsync("identitydb", Cancelled));
#pragma warning disable CA2100 // the tests' own statements
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
