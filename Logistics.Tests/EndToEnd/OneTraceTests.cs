using System.Diagnostics;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.EndToEnd;

/// <summary>One trace from the HTTP request to the last consumer.</summary>
public sealed class OneTraceTests(SystemFixture fixture)
{
    private static readonly (string Service, string Source)[] Expected =
    [
        ("gateway", "Microsoft.AspNetCore"),     // the HTTP request
        ("gateway", "Grpc.Net.Client"),          // the call to Shipments
        ("shipments", "Microsoft.AspNetCore"),   // … received
        ("shipments", "Npgsql"),                 // shipment and outbox row
        ("shipments", "Logistics.Messaging"),    // published by the relay
        ("tracking", "Logistics.Messaging"),     // handled: the timeline (the SQL is in the trace of the first event of the batch)
        ("notifications", "Logistics.Messaging"), // handled: who is told
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_created_shipment_is_one_trace_through_every_service()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        var traceId = ActivityTraceId.CreateRandom().ToHexString();

        using var created = await customer.PostAsync(
            "/v1/shipments", Person.GoodShipment, ("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01"));
        created.EnsureSuccessStatusCode();

        await Eventually.AssertAsync(
            _ => Task.FromResult("Missing: " + string.Join(", ", Expected.Except(Seen(system, traceId)))),
            missing => missing == "Missing: ");
        var spans = system.Spans.Of(traceId);
        var known = spans.Select(span => span.SpanId).ToHashSet();
        var orphans = spans.Where(span => span.ParentSpanId.Length > 0 && !known.Contains(span.ParentSpanId)).ToList();
        Assert.Single(orphans); // the HTTP request, whose parent is the test's
        Assert.Equal(("gateway", "Microsoft.AspNetCore"), (orphans[0].Service, orphans[0].Source));
        Assert.Equal("POST /v1/shipments", orphans[0].Name);
        Assert.Contains(spans, span => span is { Service: "shipments", Name: "logistics.shipments.v1.ShipmentsService/CreateShipment" });
        Assert.Contains(spans, span => span is { Service: "shipments", Name: "INSERT shipments" });
    }

    private static IEnumerable<(string Service, string Source)> Seen(RunningSystem system, string traceId) =>
        system.Spans.Of(traceId).Select(span => (span.Service, span.Source));
}
