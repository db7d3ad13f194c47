using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Tests.Notifications.Support;
using Xunit;

namespace Logistics.Tests.Notifications;

public sealed class ShipmentEventsTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private static readonly Guid Recipient = Guid.Parse("01935000-0000-7000-8000-00000000000a");

    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_event_tells_each_person_once_by_each_channel()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(
            SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"),
            SampleEvents.Registered(Recipient, "Amina@people.example"));

        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));

        Assert.Equal(
            [
                (RecipientRole.Recipient, Channel.Email, Recipient, "amina@people.example", NotificationState.Queued),
                (RecipientRole.Recipient, Channel.InApp, Recipient, null, NotificationState.Delivered),
                (RecipientRole.Sender, Channel.Email, SampleEvents.Owner, "owner@merchant.example", NotificationState.Queued),
                (RecipientRole.Sender, Channel.InApp, (Guid?)SampleEvents.Owner, (string?)null, NotificationState.Delivered),
            ],
            (await service.NotificationsAsync()).Select(notification =>
                (notification.Role, notification.Channel, notification.UserId, notification.Address, notification.State)));
        Assert.Equal(["notification.delivered", "notification.delivered"], await service.PublishedAsync());
    }

    [Fact]
    public async Task The_same_event_again_and_again_and_at_once_has_no_second_effect()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await using var replica = NotificationsUnderTest.WithMailbox(database, service.Clock);
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"));
        var @event = SampleEvents.Reached(ShipmentStatus.Delivered);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? service : replica).HandleAsync(@event)));
        await Task.WhenAll(service.DispatchAsync(Priority.High), replica.DispatchAsync(Priority.High));
        await service.HandleAsync(@event);
        await service.DispatchAsync(Priority.High);

        Assert.Equal(3, (await service.NotificationsAsync()).Count);
        Assert.Equal(2, (await service.MailsAsync()).Count);
        Assert.Equal(["notification.delivered", "notification.sent", "notification.sent"], await service.PublishedAsync());
    }

    [Fact]
    public async Task A_mail_to_an_account_waits_until_we_hear_of_the_account()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        Assert.Equal(NotificationState.Deferred, (await service.MailAsync(RecipientRole.Sender)).State);

        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"));
        await service.DispatchAsync();

        var mail = await service.MailAsync(RecipientRole.Sender);
        Assert.Equal((NotificationState.Sent, "owner@merchant.example"), (mail.State, mail.Address));
        Assert.Equal([NotificationState.Deferred, NotificationState.Sending, NotificationState.Sent], await service.HistoryAsync(mail.Id));
    }

    [Fact]
    public async Task A_mail_and_its_account_that_arrive_at_once_find_each_other()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        var owners = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToList();

        await Task.WhenAll(owners.SelectMany(owner => new[]
        {
            service.HandleAsync(SampleEvents.Registered(owner, $"{owner:N}@merchant.example")),
            service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp) with { OwnerId = owner }),
        }));
        await service.DispatchAsync();

        Assert.All(
            await service.NotificationsAsync(),
            notification => Assert.Contains(notification.State, new[] { NotificationState.Sent, NotificationState.Delivered }));
    }

    [Fact]
    public async Task An_account_that_we_never_hear_of_gets_no_mail()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));

        service.Clock.Advance(TimeSpan.FromMinutes(3));
        await service.DispatchAsync();

        var mail = await service.MailAsync(RecipientRole.Sender);
        Assert.Equal((NotificationState.Suppressed, Reasons.ContactUnknown), (mail.State, mail.Reason));
        Assert.Contains("notification.suppressed", await service.PublishedAsync());
    }

    [Theory]
    [InlineData(null, Reasons.NoAddress)]
    [InlineData(" ", Reasons.NoAddress)]
    [InlineData("not an address", Reasons.InvalidAddress)]
    public async Task A_recipient_without_a_good_address_is_suppressed_with_the_reason(string? address, string reason)
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);

        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp, address));
        await service.DispatchAsync();

        var mail = await service.MailAsync();
        Assert.Equal((NotificationState.Suppressed, reason), (mail.State, mail.Reason));
        Assert.Contains("notification.suppressed", await service.PublishedAsync());
    }

    [Fact]
    public async Task Without_a_mail_server_outside_development_mail_is_suppressed()
    {
        await using var service = NotificationsUnderTest.WithoutEmail(database);

        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));

        var mail = await service.MailAsync();
        Assert.Equal((NotificationState.Suppressed, Reasons.ChannelNotConfigured), (mail.State, mail.Reason));
    }

    [Fact]
    public async Task Hundreds_of_events_are_one_batch()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"));

        await service.HandleAsync([.. Enumerable.Range(0, 300).Select(_ => SampleEvents.Reached(ShipmentStatus.PickedUp))]);
        await service.DispatchAsync();

        Assert.Equal(900, (await service.NotificationsAsync()).Count);
        Assert.Equal(600, (await service.MailsAsync()).Count);
    }
}
