using System.Diagnostics;
using System.Globalization;
using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Messaging.Broker;
using Logistics.Messaging.Outbox;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Messaging.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Logistics.Tests.Messaging;

public sealed class OutboxTests(MessagingServers servers) : IClassFixture<MessagingServers>
{
    [Fact]
    public async Task An_event_that_commits_takes_effect_once_and_leaves_the_outbox()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var events = Enumerable.Range(0, 300).Select(_ => TestEvents.Any()).ToList();

        await service.PublishAsync(events);

        await service.HasEffectsAsync(events);
        await service.OutboxIsEmptyAsync();
    }

    [Fact]
    public async Task An_event_of_a_transaction_waits_for_its_commit_and_dies_with_its_rollback()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var (committed, rolledBack) = (TestEvents.Any(), TestEvents.Any());

        await SaveInTransactionAsync(service, rolledBack, commit: false);
        await SaveInTransactionAsync(service, committed, commit: true);

        await service.HasEffectsAsync([committed]);
    }

    [Fact]
    public async Task Events_that_commit_in_another_order_than_they_were_written_all_arrive()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var (early, late) = (TestEvents.Any(), TestEvents.Any());

        await service.InScopeAsync(db => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            db.Publish(early);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await service.PublishAsync(late);
            await service.HasEffectsAsync([late]);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
            return true;
        }));

        await service.HasEffectsAsync([early, late]);
    }

    [Fact]
    public async Task A_message_carries_the_attributes_of_CloudEvents_and_the_trace_of_its_cause()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        await using var wire = await RawQueue.ConnectAsync(servers.Broker);
        await wire.WatchEventsAsync(service.Exchange, UserRegistered.Name);
        var @event = TestEvents.Any();
        using var cause = new Activity("request").Start();

        await service.PublishAsync(@event);

        await Eventually.AssertAsync(() => wire.Seen.Any(message => message.Properties.MessageId == @event.EventId.ToString()));
        var (properties, body) = wire.Seen.Single(message => message.Properties.MessageId == @event.EventId.ToString());
        Assert.Equal(EventCatalogue.Serialize(@event), body);
        Assert.Equal(("user.registered", service.Name, "application/json", true),
            (properties.Type, properties.AppId, properties.ContentType, properties.Persistent));
        Assert.Equal("1.0", properties.Text("cloudEvents:specversion"));
        Assert.Equal(@event.EventId.ToString(), properties.Text("cloudEvents:id"));
        Assert.Equal("user.registered", properties.Text("cloudEvents:type"));
        Assert.Equal(service.Name, properties.Text("cloudEvents:source"));
        Assert.Equal(@event.Subject, properties.Text("cloudEvents:subject"));
        var time = DateTimeOffset.Parse(properties.Text("cloudEvents:time")!, CultureInfo.InvariantCulture);
        Assert.Equal(@event.OccurredAt, time, TimeSpan.FromMilliseconds(1));
        Assert.Contains(cause.TraceId.ToString(), properties.Text("traceparent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_relays_publish_each_row_once()
    {
        var (database, name) = (await servers.CreateDatabaseAsync(), TestService.UniqueName());
        await using var one = await TestService.StartAsync(servers.Broker, database, name);
        await using var other = await TestService.StartAsync(servers.Broker, database, name);
        await using var wire = await RawQueue.ConnectAsync(servers.Broker);
        await wire.WatchEventsAsync(one.Exchange, UserRegistered.Name);
        var events = Enumerable.Range(0, 2000).Select(_ => TestEvents.Any()).ToList();

        // Half through memory, half as rows that both must find in the table.
        await Task.WhenAll(events.Take(1000).Chunk(10).Select((some, i) => (i % 2 == 0 ? one : other).PublishAsync(some)));
        await one.InScopeAsync(db => WriteRowsAsync(db, events.Skip(1000)));

        await one.OutboxIsEmptyAsync();
        await one.HasEffectsAsync(events);
        Assert.Equal(
            events.Select(@event => @event.EventId.ToString()).Order(), wire.Seen.Select(message => message.Properties.MessageId).Order());
    }

    [Fact]
    public async Task A_relay_that_dies_between_confirm_and_deletion_causes_a_duplicate_on_the_wire_and_one_effect()
    {
        var (database, name) = (await servers.CreateDatabaseAsync(), TestService.UniqueName());
        var @event = TestEvents.Any();
        await using var wire = await RawQueue.ConnectAsync(servers.Broker);
        await using (var dying = await TestService.StartAsync(servers.Broker, database, name, ShortLease))
        {
            await wire.WatchEventsAsync(dying.Exchange, UserRegistered.Name);
            await SqlAsync(dying, "CREATE FUNCTION refuse() RETURNS trigger AS 'BEGIN RAISE ''no deletion''; END' LANGUAGE plpgsql");
            await SqlAsync(dying, "CREATE TRIGGER refuse BEFORE DELETE ON outbox_messages FOR EACH ROW EXECUTE FUNCTION refuse()");
            await dying.PublishAsync(@event);
            await dying.HasEffectsAsync([@event]);
        }

        // Not ready yet: it says so while the row cannot be deleted.
        await using var next = await TestService.StartAsync(servers.Broker, database, name, ShortLease, ready: false);
        await SqlAsync(next, "DROP TRIGGER refuse ON outbox_messages");

        await next.OutboxIsEmptyAsync();
        await Eventually.AssertAsync(() => wire.Seen.Count(message => message.Properties.MessageId == @event.EventId.ToString()) >= 2);
        await next.HasEffectsAsync([@event]);
    }

    [Fact]
    public async Task A_row_whose_writer_cannot_publish_goes_out_through_another_replica_at_once()
    {
        var (database, name) = (await servers.CreateDatabaseAsync(), TestService.UniqueName());
        await using var publishing = await TestService.StartAsync(
            servers.Broker, database, name, RarePoll);
        await using var cutOff = await TestService.StartAsync(
            "amqp://guest:guest@127.0.0.1:1", database, name, RarePoll, ready: false, subscribe: false);
        var @event = TestEvents.Any();

        await cutOff.PublishAsync(@event);

        await publishing.HasEffectsAsync([@event]);
    }

    [Fact]
    public async Task An_event_for_whoever_cares_is_let_go_when_nobody_does()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());

        await service.PublishAsync(new NotificationChanged
        {
            EventId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            NotificationId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            CauseId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            Channel = "email",
            Template = "delivered",
            State = Logistics.Contracts.Notifications.V1.NotificationState.Failed,
            Reason = "bounced",
            OccurredAt = TimeProvider.System.GetUtcNow(),
        });

        await service.OutboxIsEmptyAsync();
    }

    [Fact]
    public async Task A_row_that_the_broker_refuses_is_parked_after_its_attempts_and_health_says_so()
    {
        await using var service = await TestService.StartAsync(
            servers.Broker, await servers.CreateDatabaseAsync(), configure: options => options.PublishAttempts = 1);
        var row = OutboxMessage.For(TestEvents.Any());
        await service.InScopeAsync(async db =>
        {
            db.Add(new OutboxMessage
            {
                Id = row.Id,
                EventName = row.EventName,
                Subject = row.Subject,
                OccurredAt = row.OccurredAt,
                Body = row.Body,
                TargetQueue = "no.such.queue",
            });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        var health = await Eventually.AssertAsync(service.HealthAsync, health => health.Entries["outbox"].Status == HealthStatus.Degraded);

        Assert.Contains("1 events are parked", health.Entries["outbox"].Description, StringComparison.Ordinal);
        var parked = await service.InScopeAsync(
            db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal("There is no queue 'no.such.queue'.", parked.ParkedReason);
    }

    [Fact]
    public async Task An_event_outside_the_catalogue_is_refused_when_it_is_published()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());

        await Assert.ThrowsAsync<InvalidOperationException>(() => service.PublishAsync(new UncataloguedEvent()));
    }

    private static void RarePoll(MessagingOptions options) => options.OutboxPollInterval = TimeSpan.FromMinutes(10);

    private static void ShortLease(MessagingOptions options) =>
        options.OutboxLease = TimeSpan.FromSeconds(2);

    private static Task<int> SqlAsync(TestService service, string sql) =>
        service.InScopeAsync(db => db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken));

    /// <summary>As a process leaves them that died right after its commit.</summary>
    private static async Task<int> WriteRowsAsync(TestDbContext db, IEnumerable<IEvent> events)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var row in events.Select(OutboxMessage.For))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO outbox_messages (id, event_name, subject, occurred_at, body, created_at, available_at, attempts)
                VALUES ({row.Id}, {row.EventName}, {row.Subject}, {row.OccurredAt}, {row.Body}, {now}, {now}, 0)
                """,
                TestContext.Current.CancellationToken);
        }

        return 0;
    }

    private static Task<bool> SaveInTransactionAsync(TestService service, IEvent @event, bool commit) =>
        service.InScopeAsync(db => db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            db.Publish(@event);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            if (commit)
            {
                await transaction.CommitAsync(TestContext.Current.CancellationToken);
            }

            return commit;
        }));

    private sealed record UncataloguedEvent : IEvent
    {
        public Guid EventId => Guid.Empty;

        public string EventName => "no.such_event";

        public string Subject => string.Empty;

        public DateTimeOffset OccurredAt => default;
    }
}
