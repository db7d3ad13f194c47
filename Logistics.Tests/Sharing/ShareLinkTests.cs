using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Sharing;

/// <summary>A link to a shipment, from making it to revoking it, in the running system.</summary>
public sealed class ShareLinkTests(SystemFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_has_the_link_sees_more_than_the_public_until_it_is_revoked()
    {
        var system = await fixture.StartedAsync(Token);
        using var owner = await Person.RegisterAsync(system);
        var number = await owner.CreateShipmentAsync();
        var link = await MadeAsync(owner, number, "{}");
        var path = new Uri(link.GetProperty("url").GetString()!).AbsolutePath;

        var seen = await Eventually.AssertAsync(async token => await system.Gateway.GetFromJsonAsync<JsonElement>(path, token), _ => true);

        var recipient = seen.GetProperty("recipient");
        Assert.Equal(
            ("C. L.", "75009"), (recipient.GetProperty("initials").GetString(), recipient.GetProperty("postalCode").GetString()));
        Assert.Equal(number, seen.GetProperty("tracking").GetProperty("trackingNumber").GetString());
        Assert.All(
            "Camille Martyrs @ Books".Split(' '), secret => Assert.DoesNotContain(secret, seen.GetRawText(), StringComparison.Ordinal));

        var id = link.GetProperty("id").GetString();
        using var revoked = await owner.SendAsync(HttpMethod.Delete, $"/v1/shipments/{number}/share/{id}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var after = await system.Gateway.GetAsync(path, Token);
        using var never = await system.Gateway.GetAsync("/v1/shared/nonsense", Token);
        var problem = await BadRequestTests.ProblemAsync(after, HttpStatusCode.NotFound, "share.not_found");
        var unknown = await BadRequestTests.ProblemAsync(never, HttpStatusCode.NotFound, "share.not_found");
        Assert.Equal(problem.GetProperty("detail").GetString(), unknown.GetProperty("detail").GetString());
        var listed = Assert.Single((await owner.GetAsync($"/v1/shipments/{number}/share")).GetProperty("items").EnumerateArray().ToList());
        Assert.Equal(id, listed.GetProperty("id").GetString());
        Assert.True(listed.TryGetProperty("revokedAt", out _));
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z")]
    [InlineData("2120-01-01T00:00:00Z")]
    public async Task A_link_expires_in_good_time(string expiresAt)
    {
        var system = await fixture.StartedAsync(Token);
        using var owner = await Person.RegisterAsync(system);
        var number = await owner.CreateShipmentAsync();

        using var refused = await owner.PostAsync($"/v1/shipments/{number}/share", $$"""{"expiresAt":"{{expiresAt}}"}""");

        var problem = await BadRequestTests.ProblemAsync(refused, HttpStatusCode.BadRequest, "validation.failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty("expiresAt", out _));
    }

    [Fact]
    public async Task Twenty_links_are_in_force_at_once_however_many_ask_at_the_same_time()
    {
        var system = await fixture.StartedAsync(Token);
        using var owner = await Person.RegisterAsync(system);
        var number = await owner.CreateShipmentAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => owner.PostAsync($"/v1/shipments/{number}/share", "{}")));

        Assert.Equal(20, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(4, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    private static async Task<JsonElement> MadeAsync(Person owner, string number, string body)
    {
        using var response = await owner.PostAsync($"/v1/shipments/{number}/share", body);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}
