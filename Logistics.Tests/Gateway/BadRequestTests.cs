using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Logistics.Contracts.Common.V1;
using Logistics.Gateway.Features.RecordLocations;
using Logistics.ServiceDefaults.Results;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>What bad input gets: a problem that says what is wrong and where, and nothing happens behind the door.</summary>
public sealed class BadRequestTests(GatewayHost gateway) : IClassFixture<GatewayHost>
{
    private const string Valid = """{"sender":{},"recipient":{},"parcels":[{"weightGrams":1200}],"serviceLevel":"STANDARD"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"parcels":[{"weightGrams":"heavy"}]}""", "parcels[0].weightGrams", "a whole number")]
    [InlineData("""{"parcels":[{"weightGrams":1.5}]}""", "parcels[0].weightGrams", "a whole number")]
    [InlineData("""{"parcels":[{},{"weightGrams":99999999999}]}""", "parcels[1].weightGrams", "a whole number")]
    [InlineData("""{"parcels":[{"value":{"amount":"1"}}]}""", "parcels[0].value.amount", "a number")]
    [InlineData("""{"parcels":{}}""", "parcels", "a list")]
    [InlineData("""{"sender":"me"}""", "sender", "an object")]
    [InlineData("""{"sender":{"name":1}}""", "sender.name", "a string")]
    [InlineData("""{"sender":{"name":"a","name":"b"}}""", "sender.name", "given once")]
    [InlineData("""{"sender":{"address":{"street":"x"}}}""", "sender.address.street", "no such field")]
    [InlineData("""{"Sender":{}}""", "Sender", "no such field")]
    [InlineData("""{"serviceLevel":"TELEPORT"}""", "serviceLevel", "one of ECONOMY, STANDARD, EXPRESS, SAME_DAY")]
    [InlineData("""{"serviceLevel":2}""", "serviceLevel", "one of ECONOMY")]
    [InlineData("""{"serviceLevel":"UNSPECIFIED"}""", "serviceLevel", "one of ECONOMY")]
    [InlineData("[]", "$", "an object")]
    public async Task A_field_that_does_not_fit_is_named_with_what_would_fit(string body, string field, string expectation)
    {
        var asked = gateway.Services.Shipments.Created.Count;
        using var response = await gateway.PostAsync("/v1/shipments", body);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest, "validation.failed");
        var fault = Assert.Single(problem.GetProperty("errors").EnumerateObject());
        Assert.Equal(field, fault.Name);
        Assert.Contains(expectation, fault.Value[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(asked, gateway.Services.Shipments.Created.Count);
    }

    [Theory]
    [InlineData("""{"status":"SHIPPED"}""", "status")]
    [InlineData("""{"status":"PICKED_UP","reasonCode":"BORED"}""", "reasonCode")]
    [InlineData("""{"status":"PICKED_UP","occurredAt":"2026-04-06T12:00:00"}""", "occurredAt")]
    [InlineData("""{"status":"PICKED_UP","occurredAt":"yesterday"}""", "occurredAt")]
    public async Task A_status_change_that_does_not_fit_is_refused(string body, string field)
    {
        using var response = await gateway.PostAsync("/v1/shipments/PKG7K3M9QX2VHDTG/status", body);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest, "validation.failed");
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("""{"sender":""", "line 1, byte 11")]
    [InlineData("{\n  \"sender\": oops\n}", "line 2, byte 13")]
    [InlineData("hello", "line 1, byte 1")]
    public async Task Malformed_JSON_is_refused_with_the_place(string body, string place)
    {
        using var response = await gateway.PostAsync("/v1/shipments", body);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest, "request.malformed_json");
        Assert.Contains(place, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task A_missing_body_is_refused(string body)
    {
        using var response = await gateway.PostAsync("/v1/shipments", body);

        await ProblemAsync(response, HttpStatusCode.BadRequest, "request.body_missing");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        // Who asks first is told before sending; who does not may find the connection closed while still sending.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/auth/login")
        {
            Content = Person.Json($$"""{"email":"{{new string('x', 1_100_000)}}"}"""),
            Headers = { ExpectContinue = true },
        };

        using var response = await gateway.Client.SendAsync(request, Token);

        await ProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "request.too_large");
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_by_its_type_is_refused()
    {
        using var content = new StringContent("email=a", new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var response = await gateway.Client.PostAsync("/v1/auth/login", content, Token);

        await ProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "request.unsupported_media_type");
    }

    [Fact]
    public async Task An_unknown_address_is_a_problem()
    {
        using var response = await gateway.Client.GetAsync("/v1/nowhere", Token);

        await ProblemAsync(response, HttpStatusCode.NotFound, "route.not_found");
    }

    [Fact]
    public async Task A_wrong_method_is_told_which_are_right()
    {
        using var response = await gateway.Client.DeleteAsync("/v1/shipments", Token);

        await ProblemAsync(response, HttpStatusCode.MethodNotAllowed, "route.method_not_allowed");
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.")]
    public async Task Without_a_good_token_the_door_is_closed(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/shipments")
        {
            Content = new StringContent(Valid, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await gateway.Client.SendAsync(request, Token);

        await ProblemAsync(response, HttpStatusCode.Unauthorized, "auth.unauthenticated");
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("status=SHIPPED", "status")]
    [InlineData("createdFrom=", "createdFrom")]
    [InlineData("status=UNSPECIFIED", "status")]
    public async Task A_query_that_does_not_fit_is_named(string query, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/shipments?" + query);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", gateway.Services.Token);
        using var response = await gateway.Client.SendAsync(request, Token);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest, "validation.failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty(name, out _));
    }

    [Fact]
    public void A_measurement_that_is_null_is_one_without_a_place() =>
        Assert.True(double.IsNaN(Assert.Single(new RecordLocationsRequest { Pings = [null] }.ToProto().Pings).Coordinates.Latitude));

    [Theory]
    [InlineData("3")]
    [InlineData("\"3\" \"4\"")]
    [InlineData("\"3\", *")]
    public async Task An_If_Match_that_is_no_list_of_ETags_is_refused(string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/shipments/PKG7K3M9QX2VHDTG/status")
        {
            Content = new StringContent("""{"status":"PICKED_UP"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", gateway.Services.Token);
        request.Headers.TryAddWithoutValidation("If-Match", value);
        using var response = await gateway.Client.SendAsync(request, Token);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest, "validation.failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty("If-Match", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    public async Task An_idempotency_key_must_be_visible_ASCII(string key)
    {
        using var response = await gateway.PostAsync("/v1/shipments", Valid, ("Idempotency-Key", key));

        await ProblemAsync(response, HttpStatusCode.BadRequest, "validation.failed");
    }

    [Fact]
    public async Task A_good_request_reaches_the_service_as_it_was_meant()
    {
        await using var own = await GatewayHost.StartAsync();
        using var response = await own.PostAsync(
            "/v1/shipments",
            """{"sender":{"name":"Amina"},"parcels":[{"weightGrams":1200,"value":{"currency":"TND","amount":1.25}}],"serviceLevel":"SAME_DAY"}""",
            ("Idempotency-Key", "order-1"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("\"1\"", response.Headers.ETag!.Tag);
        Assert.Equal("/v1/shipments/PKG7K3M9QX2VHDTG", response.Headers.Location!.OriginalString);
        var request = Assert.Single(own.Services.Shipments.Created);
        Assert.Equal("Amina", request.Sender.Name);
        Assert.Equal(1250, request.Parcels[0].Value.MinorUnits);
        Assert.Equal(ServiceLevel.SameDay, request.ServiceLevel);
        Assert.Equal("order-1", request.IdempotencyKey);
    }

    [Fact]
    public async Task A_status_change_keeps_the_offset_of_the_place_and_the_version_that_it_expects()
    {
        await using var own = await GatewayHost.StartAsync();
        using var response = await own.PostAsync(
            "/v1/shipments/PKG7K3M9QX2VHDTG/status",
            """{"status":"IN_TRANSIT","occurredAt":"2026-04-06T13:00:00+01:00","location":{"name":"Algiers Sorting Center","latitude":36.7,"longitude":3.0}}""",
            ("If-Match", "\"3\""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var request = Assert.Single(own.Services.Shipments.Changed);
        Assert.Equal(new DateTime(2026, 4, 6, 12, 0, 0, DateTimeKind.Utc), request.OccurredAt.ToDateTime());
        Assert.Equal(60, request.OccurredAtOffsetMinutes);
        Assert.Equal(3, request.ExpectedVersion);
        Assert.Equal(36.7, request.Place.Coordinates.Latitude);
    }

    [Theory]
    [InlineData(ErrorKind.NotFound, 404)]
    [InlineData(ErrorKind.IllegalState, 409)]
    [InlineData(ErrorKind.StaleVersion, 412)]
    [InlineData(ErrorKind.KeyReused, 422)]
    [InlineData(ErrorKind.Unavailable, 503)]
    [InlineData(ErrorKind.Internal, 500)]
    public async Task A_refusal_of_a_service_comes_through_whole(ErrorKind kind, int status)
    {
        await using var own = await GatewayHost.StartAsync();
        own.Services.Shipments.Failure = new Error("shipment.some_reason", "Because.", kind)
        {
            Fields = [new FieldError("status", "Not now.")],
            Details = new Dictionary<string, string> { ["allowed"] = "ON_HOLD,CANCELLED", ["current"] = "CREATED", ["status"] = "CREATED" },
        };
        using var response = await own.PostAsync("/v1/shipments/PKG7K3M9QX2VHDTG/status", """{"status":"DELIVERED"}""");

        var problem = await ProblemAsync(response, (HttpStatusCode)status, "shipment.some_reason");
        Assert.Equal("Because.", problem.GetProperty("detail").GetString());
        Assert.Equal("Not now.", problem.GetProperty("errors").GetProperty("status")[0].GetString());
        Assert.Equal(["ON_HOLD", "CANCELLED"], problem.GetProperty("allowed").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal("CREATED", problem.GetProperty("current").GetString());
        Assert.Equal(status == 503, response.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task A_service_that_is_away_is_503_with_Retry_After()
    {
        await using var own = await GatewayHost.StartAsync();
        await own.Services.GoAwayAsync();
        using var response = await own.PostAsync("/v1/shipments", Valid);

        await ProblemAsync(response, HttpStatusCode.ServiceUnavailable, "dependency.unavailable");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    /// <summary>Every problem has the same members, and nothing of our insides.</summary>
    internal static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal("urn:logistics:problem:" + code, problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(32, problem.GetProperty("traceId").GetString()!.Length);
        return problem;
    }
}
