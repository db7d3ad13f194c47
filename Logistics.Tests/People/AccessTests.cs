using Logistics.Tests.Gateway;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Logistics.Tests.People;

/// <summary>Every row of <see cref="AccessTable"/>, asked of the running system.</summary>
public sealed class AccessTests(Cast cast) : IClassFixture<Cast>
{
    public static TheoryData<string> Endpoints => [.. AccessTable.Rows.Select(row => row.Endpoint)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Each_caller_gets_what_the_table_says(string endpoint)
    {
        var row = AccessTable.Rows.Single(row => row.Endpoint == endpoint);
        var (method, route) = (new HttpMethod(endpoint.Split(' ')[0]), endpoint.Split(' ')[1]);
        var path = await cast.PathOfAsync(route);

        var statuses = new int[AccessTable.Callers.Length];
        foreach (var caller in Order())
        {
            statuses[caller] = await StatusAsync(cast.Callers[caller], method, path, AccessTable.BodyOf(endpoint));
        }

        Assert.Equal(Lines(row.Statuses), Lines(statuses));
    }

    /// <summary>The owner last: the others must not find gone what they may not touch.</summary>
    private static IEnumerable<int> Order() => [.. Enumerable.Range(0, AccessTable.Callers.Length).Where(caller => caller != 1), 1];

    private static IEnumerable<string> Lines(IReadOnlyList<int> statuses) =>
        AccessTable.Callers.Zip(statuses, (caller, status) => $"{caller}: {status}");

    private static async Task<int> StatusAsync(Person caller, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Get ? null : Person.Json(body) };
        using var response = await caller.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        return (int)response.StatusCode;
    }
}

/// <summary>The table has a row for each endpoint that there is, and no others.</summary>
public sealed class AccessTableTests(GatewayHost gateway) : IClassFixture<GatewayHost>
{
    [Fact]
    public void Every_endpoint_has_its_row() =>
        Assert.Equal(
            EndpointsOf(gateway).Order(StringComparer.Ordinal), AccessTable.Rows.Select(row => row.Endpoint).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_row_says_something_of_every_caller() =>
        Assert.All(AccessTable.Rows, row => Assert.Equal(AccessTable.Callers.Length, row.Statuses.Count));

    private static IEnumerable<string> EndpointsOf(GatewayHost gateway) =>
        gateway.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint =>
        {
            var route = "/" + endpoint.RoutePattern.RawText?.Trim('/');
            return $"{endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "GET"} {route}";
        });
}
