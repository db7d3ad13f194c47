using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Tests.Notifications.Support;
using Xunit;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications;

/// <summary>Providers that go away, come back, and stand in for each other.</summary>
public sealed class RouteTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task While_the_first_provider_is_away_the_second_sends_and_no_attempt_is_burnt()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync([.. Enumerable.Range(0, 5).Select(_ => SampleEvents.Reached(ShipmentStatus.PickedUp))]);
        var (first, second) = (new ScriptedSender("first") { Outcome = Away }, new ScriptedSender("second"));
        var lane = service.Lane(service.Route(first, second));

        await lane.RunOnceAsync(Cancelled);

        Assert.All(
            Mails(await service.NotificationsAsync()),
            mail => Assert.Equal((NotificationState.Sent, "second", 1), (mail.State, mail.Provider, mail.Attempts)));
        Assert.Equal((1, 1), (first.Calls, second.Calls));
    }

    [Fact]
    public async Task The_first_provider_is_asked_again_after_its_pause_with_one_message()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        var (first, second) = (new ScriptedSender("first") { Outcome = Away }, new ScriptedSender("second"));
        var route = service.Route(first, second);
        await route.SendAsync([await OneMailAsync(service)], Cancelled);
        await route.SendAsync([await OneMailAsync(service)], Cancelled);
        Assert.Equal((1, 2), (first.Calls, second.Calls)); // left alone meanwhile

        first.Outcome = SendOutcome.Sent;
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, route.BatchSize);
        await route.SendAsync([await OneMailAsync(service)], Cancelled);

        Assert.Equal((2, 2), (first.Calls, second.Calls));
        Assert.Equal(first.BatchSize, route.BatchSize);
    }

    [Fact]
    public async Task With_all_of_them_away_nothing_is_claimed_and_the_pauses_grow()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await OneMailAsync(service);
        var sender = new ScriptedSender("only") { Outcome = Away };
        var lane = service.Lane(service.Route(sender));
        var pauses = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            await lane.RunOnceAsync(Cancelled);
            pauses.Add(lane.Pause.TotalSeconds);
            Assert.Equal(0, await lane.RunOnceAsync(Cancelled));
            service.Clock.Advance(lane.Pause);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60], pauses);
        Assert.Equal((7, 0), (sender.Calls, (await service.MailAsync()).Attempts));
    }

    [Fact]
    public async Task A_provider_that_says_when_to_come_back_is_left_alone_until_then()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await OneMailAsync(service);
        var sender = new ScriptedSender("only") { Outcome = Away with { RetryAfter = TimeSpan.FromMinutes(7) } };
        var lane = service.Lane(service.Route(sender));

        await lane.RunOnceAsync(Cancelled);

        Assert.Equal(TimeSpan.FromMinutes(7), lane.Pause);
    }

    [Fact]
    public async Task A_retry_waits_as_long_as_the_provider_asks()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await OneMailAsync(service);
        var sender = new ScriptedSender("only")
        {
            Outcome = new SendOutcome(SendResult.Refused, "later") { RetryAfter = TimeSpan.FromMinutes(3) },
        };

        await service.Lane(service.Route(sender)).RunOnceAsync(Cancelled);

        var mail = await service.MailAsync();
        Assert.Equal((NotificationState.Retrying, service.Clock.GetUtcNow().AddMinutes(3)), (mail.State, mail.DueAt));
    }

    private static SendOutcome Away { get; } = new(SendResult.NotTried, Reasons.ProviderAway);

    private static async Task<Notification> OneMailAsync(NotificationsUnderTest service)
    {
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        return Mails(await service.NotificationsAsync()).First();
    }

    private static IEnumerable<Notification> Mails(IEnumerable<Notification> all) =>
        all.Where(notification => notification is { Channel: Channel.Email, Role: RecipientRole.Recipient });
}
