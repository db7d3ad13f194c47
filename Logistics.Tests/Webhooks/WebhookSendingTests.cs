using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Tracking.V1;
using Logistics.Tests.Infrastructure;
using Logistics.Tracking.Features.SendWebhooks;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Logistics.Tests.Webhooks;

/// <summary>From an event to a merchant's server, over real HTTP and PostgreSQL, whatever that server does.</summary>
public sealed class WebhookSendingTests(SystemFixture fixture) : IAsyncLifetime
{
    private HookServer _server = null!; // set before any test runs

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await HookServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_event_is_sent_signed_and_logged()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture);
        var (id, secret) = await webhooks.AddAsync(_server.Url);

        var happened = (await webhooks.HappenAsync(ShipmentStatus.Delivered))[0];

        var logged = Assert.Single(await webhooks.EndedAsync(id));
        var received = Assert.Single(_server.Requests);
        Assert.True(received.IsSignedWith(secret));
        Assert.Equal(happened.EventId.ToString(), received.Id);
        Assert.InRange(long.Parse(received.Timestamp, null) - received.At.ToUnixTimeSeconds(), -60, 60);
        var body = JsonSerializer.Deserialize<JsonElement>(received.Body);
        Assert.Equal(
            ("shipment.delivered", happened.OccurredAt),
            (body.GetProperty("type").GetString(), body.GetProperty("timestamp").GetDateTimeOffset()));
        Assert.Equal("DELIVERED", body.GetProperty("data").GetProperty("status").GetString());
        Assert.Equal(happened.TrackingNumber, body.GetProperty("data").GetProperty("trackingNumber").GetString());
        Assert.DoesNotContain("Amina", received.Body, StringComparison.Ordinal);
        Assert.Equal((DeliveryState.Delivered, 204), (logged.State, Assert.Single(logged.Attempts).Status));
    }

    [Fact]
    public async Task What_fails_is_tried_again_unchanged_and_no_redirect_is_followed()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture);
        var (id, secret) = await webhooks.AddAsync(_server.Url);
        _server.AnswerWith(500, 302, 200);

        await webhooks.HappenAsync(ShipmentStatus.PickedUp);

        var logged = Assert.Single(await webhooks.EndedAsync(id));
        Assert.Equal([500, 302, 200], logged.Attempts.Select(attempt => attempt.Status));
        Assert.Equal(DeliveryState.Delivered, logged.State);
        Assert.Single(_server.Requests.Select(request => (request.Path, request.Id, request.Body)).Distinct());
        Assert.All(_server.Requests, request => Assert.True(request.IsSignedWith(secret)));
    }

    [Fact]
    public async Task After_the_last_attempt_it_has_failed_and_can_be_sent_again()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture);
        var (id, _) = await webhooks.AddAsync(_server.Url);
        _server.AnswerWith(500, 500, 500, 200);
        await webhooks.HappenAsync(ShipmentStatus.PickedUp);
        var failed = Assert.Single(await webhooks.EndedAsync(id));
        Assert.Equal((DeliveryState.Failed, 3), (failed.State, failed.Attempts.Count));

        await webhooks.LogAsync(
            log => log.ReplayAsync(new ReplayDeliveriesRequest { WebhookId = id, EventId = failed.EventId }, webhooks.Owner, Token));

        var again = Assert.Single(await webhooks.EndedAsync(id));
        Assert.Equal((DeliveryState.Delivered, 4), (again.State, again.Attempts.Count));
    }

    [Fact]
    public async Task Gone_disables_and_what_comes_later_is_held_until_it_is_replayed()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture);
        var (id, _) = await webhooks.AddAsync(_server.Url);
        var since = TimeProvider.System.GetUtcNow();
        _server.AnswerWith(410, 200);
        await webhooks.HappenAsync(ShipmentStatus.PickedUp);
        await webhooks.EndedAsync(id);
        await webhooks.HappenAsync(ShipmentStatus.Delivered);

        Assert.True((await webhooks.ManageAsync(all => all.GetAsync(id, webhooks.Owner, Token))).IsSuccess(out var disabled, out _));
        Assert.Equal((false, "gone"), (disabled.Enabled, disabled.DisabledReason));
        Assert.Equal([DeliveryState.Held, DeliveryState.Failed], (await webhooks.DeliveriesAsync(id)).Select(delivery => delivery.State));
        var replay =
            new ReplayDeliveriesRequest { WebhookId = id, Since = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(since) };
        Assert.Equal("webhook.disabled", (await webhooks.LogAsync(log => log.ReplayAsync(replay, webhooks.Owner, Token))).Error?.Code);

        await webhooks.ManageAsync(all => all.UpdateAsync(new UpdateWebhookRequest { Id = id, Enabled = true }, webhooks.Owner, Token));
        Assert.True((await webhooks.LogAsync(log => log.ReplayAsync(replay, webhooks.Owner, Token))).IsSuccess(out var replayed, out _));

        Assert.Equal(2, replayed.Queued);
        Assert.All(await webhooks.EndedAsync(id, 2), delivery => Assert.Equal(DeliveryState.Delivered, delivery.State));
    }

    [Fact]
    public async Task Gone_from_where_it_was_does_not_disable_what_was_moved_meanwhile()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture, replicas: 0);
        var (id, _) = await webhooks.AddAsync(new Uri(_server.Url, "/old"));
        await webhooks.HappenAsync(ShipmentStatus.PickedUp);
        var queue = webhooks.Get<WebhookQueue>();
        var underWay = Assert.Single(await queue.ClaimAsync(10, TimeSpan.FromMinutes(1), Token));

        await webhooks.ManageAsync(all => all.UpdateAsync(
            new UpdateWebhookRequest { Id = id, Url = new Uri(_server.Url, "/new").ToString() }, webhooks.Owner, Token));
        await queue.RecordAsync(underWay, [], 0, null, "gone", Token);
        await webhooks.StartReplicaAsync();

        Assert.Equal(DeliveryState.Delivered, Assert.Single(await webhooks.EndedAsync(id)).State);
        Assert.Equal("/new", Assert.Single(_server.Requests).Path);
    }

    [Fact]
    public async Task However_many_are_made_at_once_an_account_has_ten_at_most()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture, replicas: 0);
        var request = new CreateWebhookRequest { Url = _server.Url.ToString() };

        var made = await Task.WhenAll(
            Enumerable.Range(0, 15).Select(_ => webhooks.ManageAsync(all => all.CreateAsync(request, webhooks.Owner, Token))));

        Assert.Equal(10, made.Count(answer => answer.Error is null));
        Assert.All(
            made.Where(answer => answer.Error is not null),
            answer => Assert.Equal("webhook.too_many", answer.Error!.Code)); // not null: as filtered
        Assert.Equal(10, (await webhooks.ManageAsync(all => all.ListAsync(webhooks.Owner, Token))).Webhooks.Count);
    }

    [Fact]
    public async Task A_pause_that_is_asked_for_is_kept_with_all_messages()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture);
        var (id, _) = await webhooks.AddAsync(_server.Url);
        _server.Answer = (_, response) =>
        {
            response.StatusCode = _server.Requests.Count == 1 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status204NoContent;
            response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        };
        await webhooks.HappenAsync(ShipmentStatus.PickedUp);
        await Eventually.AssertAsync(() => !_server.Requests.IsEmpty);
        await Eventually.AssertAsync(_ => webhooks.DeliveriesAsync(id), deliveries => deliveries[0].Attempts.Count == 1);
        await webhooks.HappenAsync(ShipmentStatus.Delivered);

        await webhooks.EndedAsync(id, 2);

        var first = _server.Requests.First().At;
        Assert.All(_server.Requests.Skip(1), later => Assert.True(later.At - first > TimeSpan.FromSeconds(0.9)));
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task A_dead_endpoint_delays_nobody_else()
    {
        using var silence = new TcpListener(IPAddress.Loopback, 0);
        silence.Start(); // takes connections and never answers
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture, configure: options =>
        {
            options.EndpointsAtOnce = 2;
            options.Timeout = TimeSpan.FromSeconds(30);
        });
        var (dead, _) = await webhooks.AddAsync(new Uri($"http://{silence.LocalEndpoint}"));
        await webhooks.HappenAsync([.. Enumerable.Repeat(ShipmentStatus.InTransit, 60)]);
        await Eventually.AssertAsync(silence.Pending);
        var (alive, _) = await webhooks.AddAsync(_server.Url);

        await webhooks.HappenAsync([.. Enumerable.Repeat(ShipmentStatus.InTransit, 60)]);

        Assert.All(await webhooks.EndedAsync(alive, 60), delivery => Assert.Equal(DeliveryState.Delivered, delivery.State));
        Assert.All(await webhooks.DeliveriesAsync(dead), delivery => Assert.Empty(delivery.Attempts));
        Assert.Equal(60, _server.Requests.Count);
    }

    [Fact]
    public async Task Replicas_send_each_message_once()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture, replicas: 3);
        var ids = new List<string>();
        foreach (var path in new[] { "/one", "/two", "/three" })
        {
            ids.Add((await webhooks.AddAsync(new Uri(_server.Url, path))).Id);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => webhooks.HappenAsync([.. Enumerable.Repeat(ShipmentStatus.InTransit, 10)])));

        foreach (var id in ids)
        {
            Assert.All(await webhooks.EndedAsync(id, 40), delivery => Assert.Single(delivery.Attempts));
        }

        Assert.Equal(120, _server.Requests.Select(request => (request.Path, request.Id)).Distinct().Count());
        Assert.Equal(120, _server.Requests.Count);
    }

    [Fact]
    public async Task What_a_dead_worker_had_is_sent_by_another()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture, replicas: 0);
        var (id, _) = await webhooks.AddAsync(_server.Url);
        await webhooks.HappenAsync(ShipmentStatus.PickedUp);
        Assert.Single(await webhooks.Get<WebhookQueue>().ClaimAsync(10, TimeSpan.FromMilliseconds(300), Token));
        Assert.Empty(await webhooks.Get<WebhookQueue>().ClaimAsync(10, TimeSpan.FromMinutes(1), Token));

        await webhooks.StartReplicaAsync();

        Assert.Equal(DeliveryState.Delivered, Assert.Single(await webhooks.EndedAsync(id)).State);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_not_called()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture, configure: options => options.AllowedNetworks = []);
        var (id, _) = await webhooks.AddAsync(new Uri($"http://localhost:{_server.Url.Port}"));

        await webhooks.HappenAsync(ShipmentStatus.PickedUp);

        var logged = Assert.Single(await webhooks.EndedAsync(id));
        Assert.All(logged.Attempts, attempt => Assert.Equal("address_refused", attempt.Error));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Only_the_events_that_are_wanted_come_and_each_once()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture);
        var (id, _) = await webhooks.AddAsync(_server.Url, "shipment.delivered");

        var events = await webhooks.HappenAsync(ShipmentStatus.PickedUp, ShipmentStatus.Delivered);
        await webhooks.HandleAsync(events);

        Assert.Equal("shipment.delivered", Assert.Single(await webhooks.EndedAsync(id)).Type);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Both_secrets_sign_after_a_change()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture);
        var (id, former) = await webhooks.AddAsync(_server.Url);
        Assert.True((await webhooks.ManageAsync(all => all.RotateAsync(id, webhooks.Owner, Token))).IsSuccess(out var rotated, out _));

        await webhooks.LogAsync(log => log.TestAsync(id, webhooks.Owner, Token));

        await webhooks.EndedAsync(id);
        var received = Assert.Single(_server.Requests);
        Assert.NotEqual(former, rotated.Secret);
        Assert.True(received.IsSignedWith(former) && received.IsSignedWith(rotated.Secret));
        Assert.Contains("\"type\":\"webhook.test\"", received.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_webhooks_of_who_is_gone_go_too()
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture, replicas: 0);
        await webhooks.AddAsync(_server.Url);
        await webhooks.HappenAsync(ShipmentStatus.PickedUp);

        await webhooks.HandleAsync([
            new UserDeleted
            {
                EventId = Guid.CreateVersion7(),
                UserId = webhooks.Owner.UserId,
                OccurredAt = TimeProvider.System.GetUtcNow(),
            },
        ]);

        Assert.Empty((await webhooks.ManageAsync(all => all.ListAsync(webhooks.Owner, Token))).Webhooks);
    }

    [Theory]
    [InlineData("ftp://shop.example/hooks")]
    [InlineData("https://user:password@shop.example")]
    [InlineData("https://shop.example/#part")]
    [InlineData("https://192.168.0.1/hooks")]
    [InlineData("https://[::1]/hooks")]
    [InlineData("/hooks")]
    [InlineData("")]
    public async Task An_address_that_cannot_be_right_is_refused(string url)
    {
        await using var webhooks = await WebhooksUnderTest.CreateAsync(fixture, replicas: 0);

        var answer = await webhooks.ManageAsync(
            all => all.CreateAsync(new CreateWebhookRequest { Url = url, Events = { "shipment.eaten" } }, webhooks.Owner, Token));

        Assert.Equal(["url", "events"], answer.Error?.Fields.Select(fault => fault.Field));
    }
}
