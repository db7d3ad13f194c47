using System.Text.Json.Nodes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Tests.Notifications.Support;
using StackExchange.Redis;
using Xunit;
using Channel = Logistics.Contracts.Notifications.V1.Channel;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications;

/// <summary>
/// Against an FCM that speaks the real protocol and fails when told to. What its replicas share is in the system's Redis.
/// </summary>
public sealed class PushTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private ConnectionMultiplexer _redis = null!; // set before each test
    private LoopbackFcm _fcm = null!; // the same

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.ClearAsync();
        _redis = await ConnectionMultiplexer.ConnectAsync(database.CacheConnectionString);
        await _redis.GetDatabase().KeyDeleteAsync("{push}:blocked");
        _fcm = await LoopbackFcm.StartedAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.GetDatabase().KeyDeleteAsync("{push}:blocked");
        _redis.Dispose();
        await _fcm.DisposeAsync();
        File.Delete(_fcm.CredentialFile);
    }

    [Fact]
    public async Task It_goes_to_all_devices_of_the_person_over_one_protocol_with_one_token()
    {
        await using var service = await WithDevicesAsync("phone", "tablet", "browser");

        await service.DispatchAsync(Priority.High);

        var push = await PushAsync(service);
        Assert.Equal((NotificationState.Sent, "fcm", 1, 3), (push.State, push.Provider, push.Attempts, push.ReachedDevices?.Length));
        Assert.Equal(["browser", "phone", "tablet"], _fcm.Taken.Select(message => (string)message["token"]!).Order());
        Assert.Equal(1, _fcm.Tokens);
        Assert.Equal(3, _fcm.Protocols.Count(protocol => protocol == "HTTP/2"));
    }

    [Theory]
    [InlineData(ShipmentStatus.OutForDelivery, true, "high", "10", "high", 11 * 3600)] // until the day ends
    [InlineData(ShipmentStatus.PickedUp, false, "normal", "5", "normal", 24 * 3600)]
    public async Task Urgency_and_collapse_key_are_said_in_each_platforms_words(
        ShipmentStatus status, bool isUrgent, string android, string apns, string web, int life)
    {
        await using var service = await WithDevicesAsync(status, ["phone"]);

        await service.DispatchAsync(isUrgent ? Priority.High : Priority.Normal);

        var message = Assert.Single(_fcm.Taken);
        const string Key = SampleEvents.TrackingNumber;
        Assert.Equal(
            (Key, android, $"{life}s", Key),
            (Text(message, "android.collapse_key"),
                Text(message, "android.priority"),
                Text(message, "android.ttl"),
                Text(message, "android.notification.tag")));
        Assert.Equal((Key, apns), (Text(message, "apns.headers.apns-collapse-id"), Text(message, "apns.headers.apns-priority")));
        Assert.Equal(
            (Key, web, $"{life}"),
            (Text(message, "webpush.headers.Topic"), Text(message, "webpush.headers.Urgency"), Text(message, "webpush.headers.TTL")));
        Assert.Equal((await PushAsync(service)).Id.ToString(), Text(message, "data.notificationId"));
        Assert.Equal((await PushAsync(service)).Title, Text(message, "notification.title"));
    }

    [Fact]
    public async Task A_dead_token_is_removed_and_nothing_else_is()
    {
        await using var service = await WithDevicesAsync("dead", "odd", "strange", "good");
        _fcm.Script = token => token switch
        {
            "dead" => LoopbackFcm.Refusal(404, "NOT_FOUND", "UNREGISTERED"),
            "odd" => LoopbackFcm.Refusal(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT"),
            "strange" => LoopbackFcm.Refusal(403, "PERMISSION_DENIED", "SENDER_ID_MISMATCH"),
            _ => null,
        };

        await service.DispatchAsync(Priority.High);

        Assert.Equal(NotificationState.Sent, (await PushAsync(service)).State);
        Assert.Single(await service.PublishedAsync(), name => name == PushTokenRejected.Name);
    }

    [Fact]
    public async Task With_no_device_left_it_is_suppressed()
    {
        await using var service = await WithDevicesAsync("dead");
        _fcm.Script = _ => LoopbackFcm.Refusal(404, "NOT_FOUND", "UNREGISTERED");

        await service.DispatchAsync(Priority.High);

        Assert.Equal(
            (NotificationState.Suppressed, Reasons.NoDevice), ((await PushAsync(service)).State, (await PushAsync(service)).Reason));
    }

    [Fact]
    public async Task Another_attempt_is_for_the_devices_that_have_not_got_it()
    {
        await using var service = await WithDevicesAsync("good", "bad");
        _fcm.Script = token => token == "bad" ? LoopbackFcm.Refusal(500, "INTERNAL", "INTERNAL") : null;
        await service.DispatchAsync(Priority.High);
        var first = await PushAsync(service);

        _fcm.Script = _ => null;
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        await service.DispatchAsync(Priority.High);

        Assert.Equal((NotificationState.Retrying, "push_internal", 1), (first.State, first.Reason, first.ReachedDevices?.Length));
        Assert.Equal(["good", "bad"], _fcm.Taken.Select(message => (string)message["token"]!));
        Assert.Equal((NotificationState.Sent, 2), ((await PushAsync(service)).State, (await PushAsync(service)).ReachedDevices?.Length));
    }

    [Fact]
    public async Task What_the_quota_stops_for_one_worker_it_stops_for_all()
    {
        await using var service = await WithDevicesAsync("phone");
        await using var replica = NotificationsUnderTest.WithPush(database, _fcm, _redis, service.Clock);
        _fcm.Script = _ => LoopbackFcm.Refusal(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED") with { RetryAfter = TimeSpan.FromSeconds(90) };
        var (lane, other) = (service.Lane(Priority.High), replica.Lane(Priority.High));

        await lane.RunOnceAsync(Cancelled);
        var asked = _fcm.Protocols.Count;
        await other.RunOnceAsync(Cancelled);

        Assert.Equal(asked, _fcm.Protocols.Count); // the replica does not even ask
        Assert.Equal(TimeSpan.FromSeconds(90), lane.Pause);
        Assert.InRange(other.Pause, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90));
        var push = await PushAsync(service);
        Assert.Equal((NotificationState.Retrying, Reasons.Quota, 0), (push.State, push.Reason, push.Attempts));
    }

    [Fact]
    public async Task A_sign_in_that_google_refuses_costs_no_attempt()
    {
        _fcm.RefusesSignIn = true;
        await using var service = await WithDevicesAsync("phone");
        var lane = service.Lane(Priority.High);

        await lane.RunOnceAsync(Cancelled);

        Assert.True(lane.Pause > TimeSpan.Zero);
        var push = await PushAsync(service);
        Assert.Equal((NotificationState.Retrying, Reasons.ProviderAway, 0), (push.State, push.Reason, push.Attempts));
    }

    [Fact]
    public async Task A_line_that_breaks_is_uncertain_and_the_copy_has_the_same_collapse_key()
    {
        await using var service = await WithDevicesAsync("phone");
        _fcm.Script = _ => Fault.Drop;
        await service.DispatchAsync(Priority.High);
        var uncertain = await PushAsync(service);

        _fcm.Script = _ => null;
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        await service.DispatchAsync(Priority.High);

        Assert.Equal((NotificationState.Uncertain, Reasons.ConnectionLost), (uncertain.State, uncertain.Reason));
        Assert.Equal(NotificationState.Sent, (await PushAsync(service)).State);
    }

    [Fact]
    public async Task No_more_are_on_their_way_than_may_be()
    {
        await using var service = await WithDevicesAsync(
            ShipmentStatus.OutForDelivery, [.. Enumerable.Range(0, 30).Select(i => $"device {i}")], inFlight: 4);
        await service.DispatchAsync(Priority.High);

        Assert.Equal(30, _fcm.Taken.Count);
        Assert.InRange(_fcm.MostInFlight, 1, 4);
    }

    [Fact]
    public async Task Without_a_device_there_is_nothing_to_push_and_without_a_key_it_is_suppressed()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@people.example"));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        Assert.DoesNotContain(await service.NotificationsAsync(), notification => notification.Channel == Channel.Push);

        await service.HandlePeopleAsync(Device("phone"));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.Delivered));

        var push = await PushAsync(service);
        Assert.Equal((NotificationState.Suppressed, Reasons.ChannelNotConfigured), (push.State, push.Reason));
    }

    private static DeviceRegistered Device(string token)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new DeviceRegistered
        {
            EventId = Guid.CreateVersion7(now),
            UserId = SampleEvents.Owner,
            DeviceId = Guid.CreateVersion7(now),
            Platform = "ANDROID",
            Token = token,
            OccurredAt = now,
        };
    }

    private static string? Text(JsonNode message, string path) =>
        (string?)path.Split('.').Aggregate((JsonNode?)message, (node, name) => node?[name]);

    private static async Task<Notification> PushAsync(NotificationsUnderTest service) =>
        Assert.Single(await service.NotificationsAsync(), notification => notification.Channel == Channel.Push);

    private Task<NotificationsUnderTest> WithDevicesAsync(params string[] tokens) =>
        WithDevicesAsync(ShipmentStatus.OutForDelivery, tokens);

    private async Task<NotificationsUnderTest> WithDevicesAsync(ShipmentStatus status, string[] tokens, int inFlight = 100)
    {
        var service = NotificationsUnderTest.WithPush(database, _fcm, _redis, configure: push => push.InFlight = inFlight);
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@people.example"));
        await service.HandlePeopleAsync([.. tokens.Select(Device)]);
        await service.HandleAsync(SampleEvents.Reached(status, recipientEmail: null));
        return service;
    }
}
