using System.Diagnostics;
using System.Runtime.CompilerServices;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Messaging.Hosting;
using Logistics.Messaging.Outbox;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Messaging.Support;
using Logistics.Tests.Notifications.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Xunit;
using Channel = Logistics.Contracts.Notifications.V1.Channel;

namespace Logistics.Tests.Notifications.Load;

/// <summary>
/// Twenty thousand notifications over three channels, by worker processes that are killed: <c>./logistics load</c>. Too long for every run
/// of the tests; <see cref="DyingWorkersTests"/> does the same on a small scale in them.
/// </summary>
public sealed class NotificationLoadTests(SystemFixture fixture, NotificationsDatabase database) : IClassFixture<NotificationsDatabase>
{
    private const int Parcels = 5_000;
    private const int Workers = 3;

    private static readonly Channel[] Channels = [Channel.Email, Channel.Push, Channel.Sms];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public Task Each_is_sent_once_and_the_numbers_add_up() => SendAsync(killingEvery: null);

    [Fact(Explicit = true)]
    public Task Each_is_sent_once_or_listed_as_uncertain_although_a_worker_is_killed_every_five_seconds() =>
        SendAsync(TimeSpan.FromSeconds(5));

    private async Task SendAsync(TimeSpan? killingEvery)
    {
        await database.ClearAsync();
        var system = await fixture.StartedAsync(Cancelled);
        await using var host = await VirtualHost.CreateAsync(system);
        await using var providers = await LoadProviders.StartAsync();
        providers.Fail(fails: true);
        var workers = new Queue<WorkerProcess>();
        try
        {
            var environment = Environment(system, host, providers);
            while (workers.Count < Workers)
            {
                workers.Enqueue(new WorkerProcess(environment));
            }

            await Task.WhenAll(workers.Select(worker => worker.HealthyAsync()));
            await using var wire = await RawQueue.ConnectAsync(host.ConnectionString);
            await using var heard = await (await RawQueue.ConnectAsync(host.ConnectionString))
                .WatchEventsAsync("logistics.events", "notification.sent");
            await PublishAsync(wire, People());
            await Eventually.AssertAsync(async _ => await CountAsync($"contacts c JOIN devices d USING (user_id)") == 1);

            await PublishAsync(wire, [.. Enumerable.Range(0, Parcels).Select(_ => Delivered())]);
            var killed = await RunAsync(killingEvery, workers, environment);
            await Eventually.AssertAsync(async _ => await CountAsync($"outbox_messages") == 0, TimeSpan.FromMinutes(1));

            var announced = heard.Seen.Select(message => EventCatalogue.Deserialize("notification.sent", message.Body))
                .Cast<NotificationChanged>().Select(sent => sent.NotificationId);
            await CheckAsync(providers, [.. announced], killed);
        }
        finally
        {
            foreach (var worker in workers)
            {
                worker.Dispose();
            }
        }

        if (killingEvery is null)
        {
            providers.Fail(fails: false);
            foreach (var channel in Channels)
            {
                Say($"{channel}: a bare loop hands over {await providers.BareLoopAsync(channel, 4_000):N0}/s");
            }
        }
    }

    /// <summary>Until everything is at rest; meanwhile the oldest worker is killed and another started, time and again.</summary>
    /// <returns>How many were killed.</returns>
    private async Task<int> RunAsync(TimeSpan? killingEvery, Queue<WorkerProcess> workers, IReadOnlyDictionary<string, string> environment)
    {
        var killed = 0;
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        while (await CountAsync($"notifications WHERE due_at IS NULL AND channel <> 'IN_APP'") < 4 * Parcels)
        {
            var elapsed = Stopwatch.GetElapsedTime(started);
            Assert.True(elapsed < Limit, $"Not at rest within {Limit}.");
            if (elapsed > killingEvery * (killed + 1))
            {
                workers.Dequeue().Dispose();
                workers.Enqueue(new WorkerProcess(environment));
                killed++;
            }

            await timer.WaitForNextTickAsync(Cancelled);
        }

        return killed;
    }

    private async Task CheckAsync(LoadProviders providers, IReadOnlyCollection<Guid> heard, int killed)
    {
        await using var db = database.Open();
        var rows = await db.Notifications.Where(notification => notification.Channel != Channel.InApp).Select(notification => new
        {
            notification.Id,
            notification.Channel,
            notification.State,
            notification.CreatedAt,
            Changes = db.NotificationChanges.Where(change => change.NotificationId == notification.Id)
                .Select(change => new { change.State, change.At }).ToList(),
        }).ToListAsync(Cancelled);
        Assert.Equal(4 * Parcels, rows.Count);
        foreach (var channel in Channels)
        {
            var told = rows.FindAll(row => row.Channel == channel);
            var taken = providers.Taken(channel);
            var doubtful = told.FindAll(row => row.Changes.Exists(change => change.State == NotificationState.Uncertain));
            var copies = taken.Values.Sum() - taken.Count;
            var sentAt = told.SelectMany(row => row.Changes).Where(change => change.State == NotificationState.Sent)
                .Select(change => change.At).Order().ToList();
            var rate = 0.9 * told.Count / (sentAt[(int)(0.9 * told.Count) - 1] - told.Min(row => row.CreatedAt)).TotalSeconds;
            var states = string.Join(" + ", told.CountBy(row => row.State).Select(group => $"{group.Value:N0} {group.Key}"));
            Say($"{channel}: {told.Count:N0} rows = {states}; in doubt for a while {doubtful.Count:N0}; "
                + $"the provider took {taken.Values.Sum():N0} = {taken.Count:N0} + {copies:N0} second copies; "
                + $"{killed} workers killed; {rate:N0}/s");

            Assert.Empty(taken.Keys.Except(told.Select(row => row.Id)));
            Assert.All(told, row => Assert.True(
                row.State is NotificationState.Sent or NotificationState.Uncertain or NotificationState.DeadLettered,
                row.State.ToString()));
            Assert.All(told, row => Assert.True(
                taken.ContainsKey(row.Id) || row.State != NotificationState.Sent, $"{row.Id} is SENT, and the provider never had it."));
            Assert.Empty(told.Where(row => taken.GetValueOrDefault(row.Id) > 1).Except(doubtful));
            Assert.Empty(told.Where(row => row.State == NotificationState.DeadLettered && taken.ContainsKey(row.Id)).Except(doubtful));
        }

        // The world was told of each that was sent, and of no other.
        var sent = rows.Where(row => row.State == NotificationState.Sent).Select(row => row.Id).ToHashSet();
        Assert.Equal(sent.Count, sent.Intersect(heard).Count());
        Assert.Empty(heard.Except(sent));
    }

    private static List<IEvent> People() =>
    [
        SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"),
        new DeviceRegistered
        {
            EventId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            UserId = SampleEvents.Owner,
            DeviceId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            Platform = "ANDROID",
            Token = "phone",
            OccurredAt = TimeProvider.System.GetUtcNow(),
        },
    ];

    /// <summary>Told by mail to both, by push to the sender, by a text message to the recipient.</summary>
    private static ShipmentStatusChanged Delivered()
    {
        var @event = SampleEvents.Reached(ShipmentStatus.Delivered);
        return @event with { Recipient = @event.Recipient with { Phone = "+213555000001" } };
    }

    private static async Task PublishAsync(RawQueue wire, IReadOnlyCollection<IEvent> events)
    {
        var envelope = new OutboxEnvelope(new ServiceName("shipments"), Options.Create(new MessagingOptions()));
        foreach (var message in events.Select(@event => envelope.Wrap(OutboxMessage.For(@event), span: null)))
        {
            await wire.Channel.BasicPublishAsync(
                message.Exchange, message.RoutingKey, mandatory: false, message.Properties, message.Body, Cancelled);
        }
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    private Dictionary<string, string> Environment(RunningSystem system, VirtualHost host, LoadProviders providers)
    {
        var environment = system.Snapshot("notifications").EnvironmentVariables.ToDictionary(
            variable => variable.Name, variable => variable.Value ?? "");
        environment["ConnectionStrings__messaging"] = host.ConnectionString;
        environment["ConnectionStrings__notificationsdb"] = database.ConnectionString;
        environment["Logging__LogLevel__Default"] = "Warning";
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "";
        foreach (var (name, value) in providers.Settings)
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <param name="of">What follows FROM.</param>
    private async Task<int> CountAsync(FormattableString of)
    {
        await using var db = database.Open();
        return await db.Database.SqlQuery<int>(FormattableStringFactory.Create($"SELECT count(*)::int AS \"Value\" FROM {of.Format}"))
            .SingleAsync(Cancelled);
    }
}
