using System.Diagnostics;
using Logistics.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Logistics.Tests.ServiceDefaults;

public sealed class RequestSpansTests
{
    [Theory]
    [InlineData("v1/shared/{token}", "/v1/shared/secret", "/v1/shared/{token}")]
    [InlineData("v1/unsubscribe/{notificationId}/{token}", "/v1/unsubscribe/1/secret", "/v1/unsubscribe/{notificationId}/{token}")]
    [InlineData("v1/tracking/{trackingNumber}", "/v1/tracking/PKG1", "/v1/tracking/PKG1")]
    public async Task A_request_is_named_by_its_route_and_a_token_stays_out_of_its_span(string route, string path, string shown)
    {
        using var span = new Activity("request") { IsAllDataRequested = true };
        span.SetTag("url.path", path);
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = path } };
        context.Features.Set<IHttpActivityFeature>(new Feature(span));
        await using var services = new ServiceCollection().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        new RequestSpans().Configure(next => next.Run(answering =>
        {
            answering.SetEndpoint(
                new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(route), 0, EndpointMetadataCollection.Empty, null));
            return Task.FromException(new IOException("It breaks."));
        }))(app);

        await Assert.ThrowsAsync<IOException>(() => app.Build()(context));

        Assert.Equal("GET /" + route, span.DisplayName);
        Assert.Equal(shown, span.GetTagItem("url.path"));
    }

    private sealed class Feature(Activity activity) : IHttpActivityFeature
    {
        public Activity Activity { get; set; } = activity;
    }
}
