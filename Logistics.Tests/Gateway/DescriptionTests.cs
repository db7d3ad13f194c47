using System.Globalization;
using System.Text;
using Logistics.Tests.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>
/// What is written down about the API is what it is. After a change that is meant, run with <c>UPDATE_GOLDEN=1</c>, and read the
/// difference: whatever it takes away from the golden file breaks clients.
/// </summary>
public sealed class DescriptionTests(GatewayHost gateway) : IClassFixture<GatewayHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_OpenAPI_document_is_the_golden_one() =>
        RepositoryFiles.AssertGolden(
            "Logistics.Tests/Gateway/openapi.v1.json", await gateway.Client.GetStringAsync("/openapi/v1.json", Token));

    [Fact]
    public void The_table_of_endpoints_is_that_of_the_routes() => RepositoryFiles.AssertGolden("docs/endpoints.md", EndpointTable());

    [Fact]
    public void Every_endpoint_says_who_may_use_it() =>
        Assert.Empty(Undecided(gateway.App.Services.GetRequiredService<EndpointDataSource>().Endpoints));

    [Fact]
    public void An_endpoint_that_does_not_say_is_noticed()
    {
        using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/forgotten", () => "");
        app.MapGet("/open", () => "").AllowAnonymous();
        app.MapGet("/closed", () => "").RequireAuthorization();

        Assert.Equal("/forgotten", Assert.Single(Undecided(((IEndpointRouteBuilder)app).DataSources.Single().Endpoints)));
    }

    private static IEnumerable<string?> Undecided(IEnumerable<Endpoint> endpoints) => endpoints
        .Where(
            endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null)
        .Select(endpoint => (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint.DisplayName);

    private string EndpointTable()
    {
        var table = new StringBuilder("""
            # Endpoints

            All of the public API, from the routes themselves; a test keeps it so. The details are in `/docs` of a running system.

            | method | address | who | what |
            |---|---|---|---|

            """);
        foreach (var endpoint in gateway.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary is { } summary)
            {
                var method = endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
                var who = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                    ? endpoint.Metadata.GetRequiredMetadata<IAuthorizeData>().Policy
                    : "anyone";
                table.Append(
                    CultureInfo.InvariantCulture, $"| {method} | `{endpoint.RoutePattern.RawText?.TrimEnd('/')}` | {who} | {summary} |\n");
            }
        }

        return table.ToString();
    }
}
