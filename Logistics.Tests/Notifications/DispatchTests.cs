using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Tests.Notifications.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications;

/// <summary>Workers that die, are late, or race.</summary>
public sealed class DispatchTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_mail_goes_its_way()
    {
        await using var service = await WithOneMailAsync();

        await service.DispatchAsync();

        var mail = await service.MailAsync();
        Assert.Equal([NotificationState.Queued, NotificationState.Sending, NotificationState.Sent], await service.HistoryAsync(mail.Id));
        Assert.Equal((1, null), (mail.Attempts, mail.DueAt));
        var stored = Assert.Single(await service.MailsAsync());
        Assert.Equal(
            ("amina@people.example", mail.Id, "📦 Your package has been picked up"), (stored.To, stored.NotificationId, stored.Subject));
        Assert.Contains("notification.sent", await service.PublishedAsync());
    }

    [Fact]
    public async Task A_crash_before_the_provider_is_asked_loses_nothing()
    {
        await using var service = await WithOneMailAsync();
        var sender = service.Sender;
        service.Sender = new DyingSender(sender!, asksFirst: false);
        await Assert.ThrowsAsync<ProcessDiedException>(() => service.DispatchAsync());

        service.Sender = sender;
        await service.DispatchAsync();
        Assert.Equal(NotificationState.Sending, (await service.MailAsync()).State);
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        await service.DispatchAsync();

        Assert.Single(await service.MailsAsync());
        Assert.Equal(NotificationState.Sent, (await service.MailAsync()).State);
    }

    [Fact]
    public async Task A_crash_after_the_providers_yes_is_uncertain_and_tells_nobody_twice()
    {
        await using var service = await WithOneMailAsync();
        var sender = service.Sender;
        service.Sender = new DyingSender(sender!, asksFirst: true);
        await Assert.ThrowsAsync<ProcessDiedException>(() => service.DispatchAsync());

        service.Sender = sender;
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        await service.DispatchAsync();

        var mail = await service.MailAsync();
        Assert.Single(await service.MailsAsync());
        Assert.Equal(
            [
                NotificationState.Queued,
                NotificationState.Sending,
                NotificationState.Uncertain,
                NotificationState.Sending,
                NotificationState.Sent,
            ],
            await service.HistoryAsync(mail.Id));
        Assert.Single(await service.PublishedAsync(), name => name == "notification.sent");
    }

    [Fact]
    public async Task A_mail_that_kills_every_worker_is_given_up_as_uncertain()
    {
        await using var service = await WithOneMailAsync();
        var sender = service.Sender;
        service.Sender = new DyingSender(sender!, asksFirst: false);
        for (var i = 0; i < 6; i++)
        {
            await Assert.ThrowsAsync<ProcessDiedException>(() => service.DispatchAsync());
            service.Clock.Advance(TimeSpan.FromSeconds(11));
        }

        await service.DispatchAsync();
        service.Clock.Advance(TimeSpan.FromDays(1));
        await service.DispatchAsync();

        var mail = await service.MailAsync();
        Assert.Equal((NotificationState.Uncertain, Reasons.LeaseExpired, null), (mail.State, mail.Reason, mail.DueAt));
        Assert.Empty(await service.MailsAsync());
    }

    [Fact]
    public async Task A_worker_that_comes_back_too_late_records_nothing()
    {
        await using var service = await WithOneMailAsync();
        await using var other = NotificationsUnderTest.WithMailbox(database, service.Clock);
        service.Sender = new OvertakenSender(service.Sender!, async () =>
        {
            service.Clock.Advance(TimeSpan.FromSeconds(11));
            await other.DispatchAsync();
        });

        await service.DispatchAsync();

        var mail = await service.MailAsync();
        Assert.Equal((NotificationState.Sent, 2), (mail.State, mail.Fence));
        Assert.Single(await service.HistoryAsync(mail.Id), state => state == NotificationState.Sent);
        Assert.Single(await service.PublishedAsync(), name => name == "notification.sent");
    }

    [Fact]
    public async Task Many_workers_share_the_work_and_send_nothing_twice()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await using var replica = NotificationsUnderTest.WithMailbox(database, service.Clock);
        await service.HandleAsync([.. Enumerable.Range(0, 250).Select(_ => SampleEvents.Reached(ShipmentStatus.PickedUp))]);
        var counted = new CountingSender(service.Sender!);
        service.Sender = replica.Sender = counted;

        await Task.WhenAll(service.DispatchAsync(), replica.DispatchAsync(), service.DispatchAsync(), replica.DispatchAsync());

        Assert.Equal(250, counted.Sent.Count);
        Assert.Equal(250, counted.Sent.Distinct().Count());
        Assert.Equal(250, (await service.MailsAsync()).Count);
    }

    [Fact]
    public async Task A_crash_before_the_claim_leaves_it_queued()
    {
        await using (await WithOneMailAsync())
        {
            // The worker dies before it looks.
        }

        await using var next = NotificationsUnderTest.WithMailbox(database);
        await next.DispatchAsync();

        Assert.Equal((NotificationState.Sent, 1), ((await next.MailAsync()).State, (await next.MailAsync()).Attempts));
    }

    [Fact]
    public async Task A_record_that_the_database_refuses_leaves_it_uncertain_and_sent_once()
    {
        await using var service = await WithOneMailAsync();
        service.Sender = new OvertakenSender(service.Sender!, () => throw new ProcessDiedException()); // after the yes, before the record
        await Assert.ThrowsAsync<ProcessDiedException>(() => service.DispatchAsync());

        await using var next = NotificationsUnderTest.WithMailbox(database, service.Clock);
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        await next.DispatchAsync();

        var mail = await next.MailAsync();
        Assert.Contains(NotificationState.Uncertain, await next.HistoryAsync(mail.Id));
        Assert.Equal((NotificationState.Sent, 2), (mail.State, mail.Attempts));
        Assert.Single(await next.MailsAsync());
    }

    [Theory]
    [InlineData("SHIPMENT_PROGRESS", "SMS")]
    [InlineData("NEWS", "EMAIL")]
    public async Task What_is_not_worth_a_second_copy_stays_uncertain(string category, string channel)
    {
        await using var service = await WithOneMailAsync();
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlAsync(
                $"UPDATE notifications SET category = {category}, channel = {channel} WHERE channel = 'EMAIL' AND role = 'RECIPIENT'",
                TestContext.Current.CancellationToken);
        }

        var sender = new ScriptedSender("dying", WireNames.TryParse<Channel>(channel, out var parsed) ? parsed : default);
        service.Sender = new DyingSender(sender, asksFirst: true);
        await Assert.ThrowsAsync<ProcessDiedException>(() => service.DispatchAsync());
        service.Sender = sender;
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        await service.DispatchAsync();

        var held = (await service.NotificationsAsync()).Single(notification => notification.Fence > 0);
        Assert.Equal((NotificationState.Uncertain, Reasons.LeaseExpired, null), (held.State, held.Reason, held.DueAt));
        Assert.Equal(1, sender.Calls);
        Assert.Contains("notification.uncertain", await service.PublishedAsync());
    }

    [Fact]
    public async Task A_receipt_that_overtakes_its_worker_counts_and_nothing_goes_back()
    {
        await using var service = await WithOneMailAsync();
        var id = (await service.MailAsync()).Id;
        service.Sender = new OvertakenSender(
            service.Sender!, async () => Assert.True(await service.ReportAsync(id, NotificationState.Delivered)));

        await service.DispatchAsync();

        Assert.Equal([NotificationState.Queued, NotificationState.Sending, NotificationState.Delivered], await service.HistoryAsync(id));
        Assert.False(await service.ReportAsync(id, NotificationState.Bounced));
        Assert.False(await service.ReportAsync(id, NotificationState.Cancelled));
    }

    [Fact]
    public async Task What_comes_too_late_is_not_sent()
    {
        await using var service = await WithOneMailAsync();
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlAsync(
                $"UPDATE notifications SET expires_at = {service.Clock.GetUtcNow()}", TestContext.Current.CancellationToken);
        }

        await service.DispatchAsync();

        Assert.Equal((NotificationState.Expired, Reasons.TooLate), ((await service.MailAsync()).State, (await service.MailAsync()).Reason));
        Assert.Empty(await service.MailsAsync());
    }

    [Fact]
    public async Task What_is_urgent_has_a_queue_of_its_own()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp), SampleEvents.Reached(ShipmentStatus.OutForDelivery));

        await service.DispatchAsync(Priority.High);

        Assert.Equal("🚚 Your package is out for delivery", Assert.Single(await service.MailsAsync()).Subject);
    }

    private async Task<NotificationsUnderTest> WithOneMailAsync()
    {
        var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        return service;
    }

    private sealed class ProcessDiedException : Exception;

    /// <summary>The process ends here, before or after the provider has the mail.</summary>
    private sealed class DyingSender(IChannelSender inner, bool asksFirst) : Wrapper(inner)
    {
        public override async Task<IReadOnlyList<SendOutcome>> SendAsync(
            IReadOnlyList<Notification> batch, CancellationToken cancellationToken)
        {
            if (asksFirst)
            {
                await Inner.SendAsync(batch, cancellationToken);
            }

            throw new ProcessDiedException();
        }
    }

    private sealed class OvertakenSender(IChannelSender inner, Func<Task> overtake) : Wrapper(inner)
    {
        public override async Task<IReadOnlyList<SendOutcome>> SendAsync(
            IReadOnlyList<Notification> batch, CancellationToken cancellationToken)
        {
            var outcomes = await Inner.SendAsync(batch, cancellationToken);
            await overtake();
            return outcomes;
        }
    }

    private sealed class CountingSender(IChannelSender inner) : Wrapper(inner)
    {
        public System.Collections.Concurrent.ConcurrentBag<Guid> Sent { get; } = [];

        public override Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken)
        {
            foreach (var notification in batch)
            {
                Sent.Add(notification.Id);
            }

            return Inner.SendAsync(batch, cancellationToken);
        }
    }

    private abstract class Wrapper(IChannelSender inner) : IChannelSender
    {
        public Channel Channel => Inner.Channel;

        public string Name => Inner.Name;

        public int BatchSize => Inner.BatchSize;

        public TimeSpan Lease => Inner.Lease;

        protected IChannelSender Inner { get; } = inner;

        public abstract Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken);
    }
}
