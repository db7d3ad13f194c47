using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Notifications.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications;

/// <summary>What is held back and gathered: quiet hours, digests, limits, from the event to the mail.</summary>
public sealed class TellTogetherTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    /// <summary>From the test's start, 12:00 UTC, for two hours.</summary>
    private static readonly QuietHours Nap = SamplePeople.Quiet("13:00", "15:00", "Africa/Algiers");

    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Three_scans_in_the_night_are_one_mail_in_the_morning_with_the_newest_on_top()
    {
        await using var service = await WithOwnerAsync(Nap);
        service.Clock.Advance(TimeSpan.FromSeconds(30));
        foreach (var (i, status) in new[] { ShipmentStatus.PickedUp, ShipmentStatus.OnHold, ShipmentStatus.Damaged }.Index())
        {
            await service.HandleAsync(Reached(status, sequence: i + 2));
            service.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        await service.FlushAsync();
        await service.DispatchAsync();
        Assert.Empty(await ToOwnerAsync(service));

        service.Clock.Advance(TimeSpan.FromHours(2));
        await service.FlushAsync();
        await service.FlushAsync();
        await service.DispatchAsync();

        var told = await ByMailAsync(service);
        var teller = Assert.Single(told, mail => mail.Template == "digest");
        Assert.Equal(
            (NotificationState.Sent, Rule.QuietHours, SampleEvents.TrackingNumber), (teller.State, teller.Rule, teller.TrackingNumber));
        Assert.Equal(
            ["⚠️ Your package is damaged (13:20)", "⏸️ Your package is on hold (13:10)", "📦 Your package has been picked up (13:00)"],
            teller.Body.Split("\n\n"));
        Assert.All(told.Except([teller]), member =>
            Assert.Equal((NotificationState.Suppressed, Reasons.Merged, teller.Id), (member.State, member.Reason, member.ToldBy)));
        Assert.Equal(4, told.Count);
        Assert.Equal("⚠️ Your package is damaged (+2)", Assert.Single(await ToOwnerAsync(service)).Subject);
        Assert.Empty(await service.AllAsync<Digest>());
    }

    [Fact]
    public async Task One_alone_is_told_by_itself()
    {
        await using var service = await WithOwnerAsync(Nap);
        await service.HandleAsync(Reached(ShipmentStatus.PickedUp));

        service.Clock.Advance(TimeSpan.FromHours(2));
        await service.FlushAsync();
        await service.DispatchAsync();

        var mail = Assert.Single(await ByMailAsync(service));
        Assert.Equal((NotificationState.Sent, "📦 Your package has been picked up"), (mail.State, mail.Title));
        Assert.Equal(
            [NotificationState.Deferred, NotificationState.Queued, NotificationState.Sending, NotificationState.Sent],
            await service.HistoryAsync(mail.Id));
    }

    [Fact]
    public async Task Out_for_delivery_is_not_told_after_delivery()
    {
        await using var service = await WithOwnerAsync(Nap);
        await service.HandleAsync(Reached(ShipmentStatus.OutForDelivery, sequence: 2), Reached(ShipmentStatus.Delivered, sequence: 3));

        service.Clock.Advance(TimeSpan.FromHours(2));
        await service.FlushAsync();
        await service.DispatchAsync(Priority.High);

        Assert.Equal(
            [
                ("shipment.delivered.sender", NotificationState.Sent, null),
                ("shipment.out_for_delivery.sender", NotificationState.Expired, Reasons.Overtaken),
            ],
            (await ByMailAsync(service)).OrderBy(mail => mail.Template).Select(mail => (mail.Template, mail.State, mail.Reason)));
    }

    [Fact]
    public async Task What_is_tried_again_after_it_was_overtaken_has_expired()
    {
        var provider = new ScriptedSender("mail") { Outcome = new(Logistics.Notifications.Dispatch.SendResult.Refused, "busy") };
        await using var service = NotificationsUnderTest.WithSenders(database, new SteppedClock(), provider);
        await service.HandleAsync(Reached(ShipmentStatus.OutForDelivery, sequence: 2), Reached(ShipmentStatus.PickedUp, sequence: 1));
        await service.DispatchAsync();
        await service.DispatchAsync(Priority.High);
        await service.HandleAsync(Reached(ShipmentStatus.Delivered, sequence: 3));

        provider.Outcome = Logistics.Notifications.Dispatch.SendOutcome.Sent;
        service.Clock.Advance(TimeSpan.FromMinutes(6));
        await service.DispatchAsync();
        await service.DispatchAsync(Priority.High);

        var told = (await service.NotificationsAsync()).Where(mail => mail is { Channel: Channel.Email, Role: RecipientRole.Recipient })
            .ToDictionary(mail => mail.Template);
        var outForDelivery = told["shipment.out_for_delivery.recipient"];
        Assert.Equal((NotificationState.Expired, Rule.Expiry), (outForDelivery.State, outForDelivery.Rule));
        Assert.Equal(NotificationState.Sent, told["shipment.delivered.recipient"].State);
        Assert.Equal(NotificationState.Sent, told["shipment.picked_up.recipient"].State); // news stays news
    }

    [Fact]
    public async Task A_daily_digest_is_one_mail_of_all_parcels()
    {
        await using var service = await WithOwnerAsync(digest: "DAILY");
        await service.HandleAsync(
            [.. Enumerable.Range(0, 12).Select(i => Reached(ShipmentStatus.PickedUp) with { TrackingNumber = $"PKG00000000000{i:00}" })]);

        service.Clock.Advance(TimeSpan.FromDays(1));
        await service.FlushAsync();
        await service.DispatchAsync();

        var teller = Assert.Single(await ByMailAsync(service), mail => mail.Template == "digest");
        Assert.Null(teller.TrackingNumber);
        Assert.Equal(SampleEvents.Owner, teller.OwnerId);
        var lines = teller.Body.Split("\n\n");
        Assert.Equal(11, lines.Length);
        Assert.Contains("PKG0000000000011", lines[0], StringComparison.Ordinal);
        Assert.Equal("… +2", lines[^1]);
        Assert.Equal(12, (await ByMailAsync(service)).Count(mail => mail.Reason == Reasons.Merged));
    }

    [Fact]
    public async Task Joining_and_telling_at_once_lose_nothing_and_tell_nothing_twice()
    {
        const int Events = 40;
        await using var service = await WithOwnerAsync(digest: "DAILY");
        await using var replica = NotificationsUnderTest.WithMailbox(database, service.Clock);
        var joining = Task.WhenAll(Enumerable.Range(0, Events).Select(i =>
            (i % 2 == 0 ? service : replica)
                .HandleAsync(Reached(ShipmentStatus.PickedUp) with { TrackingNumber = $"PKG00000000000{i:00}" })));
        while (!joining.IsCompleted)
        {
            await MakeDueAsync();
            await Task.WhenAll(service.FlushAsync(), replica.FlushAsync());
        }

        await joining;
        await MakeDueAsync();
        await Task.WhenAll(service.FlushAsync(), replica.FlushAsync());
        await service.DispatchAsync();

        var mails = await ByMailAsync(service);
        var members = mails.Where(mail => mail.Template != "digest").ToList();
        Assert.Equal(Events, members.Count);
        var sent = mails.Where(mail => mail.State == NotificationState.Sent).Select(mail => mail.Id).ToHashSet();
        Assert.All(members, member => Assert.True(sent.Contains(member.ToldBy ?? member.Id), $"{member.State} {member.Reason}"));
        Assert.All(mails.Where(mail => mail.Template == "digest"), teller => Assert.EndsWith(
            $"(+{members.Count(member => member.ToldBy == teller.Id) - 1})", teller.Title, StringComparison.Ordinal));
        Assert.Equal(sent.Count, (await ToOwnerAsync(service)).Count);
    }

    [Fact]
    public async Task A_limit_holds_when_workers_count_at_once_and_the_rest_comes_in_one()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await using var replica = NotificationsUnderTest.WithMailbox(database, service.Clock);
        service.Configure<ThrottleOptions>(throttle => throttle.ShipmentProgress = 5);
        replica.Configure<ThrottleOptions>(throttle => throttle.ShipmentProgress = 5);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            (i % 2 == 0 ? service : replica).HandleAsync(Reached(ShipmentStatus.PickedUp), Reached(ShipmentStatus.PickedUp))));

        var mails = (await service.NotificationsAsync()).Where(mail => mail is { Channel: Channel.Email, Role: RecipientRole.Recipient })
            .ToList();
        Assert.Equal(5, mails.Count(mail => mail.State == NotificationState.Queued));
        Assert.Equal(
            15, mails.Count(mail => mail is { State: NotificationState.Deferred, Reason: Reasons.Throttled, Rule: Rule.Throttle }));
        Assert.Single(mails.Select(mail => mail.ToldBy).OfType<Guid>().Distinct());

        service.Clock.Advance(TimeSpan.FromHours(1));
        await service.FlushAsync();
        await service.DispatchAsync();
        Assert.Equal(6, (await service.MailsAsync()).Count(mail => mail.ToKey == "amina@people.example"));

        await service.HandleAsync(Reached(ShipmentStatus.PickedUp)); // a new hour, a new count
        Assert.Contains(
            await service.NotificationsAsync(),
            mail => mail is { Channel: Channel.Email, Role: RecipientRole.Recipient, State: NotificationState.Queued });
    }

    [Fact]
    public async Task What_was_turned_off_or_unsubscribed_meanwhile_is_left_out()
    {
        await using var service = await WithOwnerAsync(Nap);
        await service.HandleAsync(Reached(ShipmentStatus.PickedUp), Reached(ShipmentStatus.Damaged, sequence: 3));
        var noMailOfProgress = new CategoryChannels { ShipmentProgress = new ChannelChoice { Email = false } };
        await service.HandlePeopleAsync(SampleEvents.Prefers(SampleEvents.Owner, Nap, channels: noMailOfProgress));

        service.Clock.Advance(TimeSpan.FromHours(2));
        await service.FlushAsync();
        await service.DispatchAsync();

        Assert.Equal(
            [
                ("shipment.damaged.sender", NotificationState.Sent, null),
                ("shipment.picked_up.sender", NotificationState.Suppressed, Reasons.Preference),
            ],
            (await ByMailAsync(service)).OrderBy(mail => mail.Template).Select(mail => (mail.Template, mail.State, mail.Reason)));
    }

    [Fact]
    public async Task Nothing_gathered_outlives_the_account()
    {
        await using var service = await WithOwnerAsync(Nap);
        await service.HandleAsync(Reached(ShipmentStatus.PickedUp), Reached(ShipmentStatus.Damaged, sequence: 3));

        await service.HandlePeopleAsync(
            new UserDeleted { EventId = Guid.CreateVersion7(), UserId = SampleEvents.Owner, OccurredAt = service.Clock.GetUtcNow() });
        service.Clock.Advance(TimeSpan.FromHours(2));
        await service.FlushAsync();

        Assert.All(await ByMailAsync(service), mail => Assert.Equal(
            (NotificationState.Cancelled, Reasons.Erased, ""), (mail.State, mail.Reason, mail.Body)));
        Assert.Empty(await service.AllAsync<Digest>());
        Assert.DoesNotContain(await service.AllAsync<ThrottleCount>(), count => count.Recipient == SampleEvents.Owner);
    }

    [Fact]
    public async Task Mail_about_the_account_comes_at_any_hour()
    {
        await using var service = await WithOwnerAsync(Nap, digest: "DAILY");

        await service.HandleAsync(new PasswordChanged
        {
            EventId = Guid.CreateVersion7(),
            UserId = SampleEvents.Owner,
            Email = "owner@merchant.example",
            DisplayName = "Someone",
            Locale = "en",
            OccurredAt = service.Clock.GetUtcNow(),
        });

        var mail = Assert.Single(await ByMailAsync(service));
        Assert.Equal((NotificationState.Queued, Rule.Critical), (mail.State, mail.Rule));
    }

    private static ShipmentStatusChanged Reached(ShipmentStatus status, int sequence = 2) =>
        SampleEvents.Reached(status) with { Sequence = sequence };

    private static async Task<IReadOnlyList<Notification>> ByMailAsync(NotificationsUnderTest service) =>
        [.. (await service.NotificationsAsync())
            .Where(notification => notification.Channel == Channel.Email && notification.UserId == SampleEvents.Owner)];

    private static async Task<IReadOnlyList<Logistics.Notifications.Email.StoredMail>> ToOwnerAsync(NotificationsUnderTest service) =>
        [.. (await service.MailsAsync()).Where(mail => mail.ToKey == "owner@merchant.example")];

    private async Task<NotificationsUnderTest> WithOwnerAsync(QuietHours? quietHours = null, string digest = "NONE")
    {
        var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"));
        await service.HandlePeopleAsync(SampleEvents.Prefers(SampleEvents.Owner, quietHours, digest));
        return service;
    }

    private async Task MakeDueAsync()
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlAsync($"UPDATE digests SET due_at = '-infinity'", TestContext.Current.CancellationToken);
    }
}
