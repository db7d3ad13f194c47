using System.Collections.Concurrent;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Notifications.Support;
using Xunit;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications;

/// <summary>
/// Two thousand notifications over three channels, providers that refuse one in twenty for now, and workers that die in the middle of
/// batches.
/// </summary>
public sealed class DyingWorkersTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>
{
    private const int Shipments = 500;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_is_sent_once_or_listed_as_uncertain_or_dead_and_the_numbers_add_up()
    {
        var clock = new SteppedClock();
        FlakySender[] senders = [new(Channel.Email), new(Channel.Push), new(Channel.Sms)];
        await using var one = NotificationsUnderTest.WithSenders(database, clock, senders);
        await using var other = NotificationsUnderTest.WithSenders(database, clock, senders);
        await one.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"));
        await one.HandlePeopleAsync(new DeviceRegistered
        {
            EventId = Guid.CreateVersion7(),
            UserId = SampleEvents.Owner,
            DeviceId = Guid.CreateVersion7(),
            Platform = "ANDROID",
            Token = "phone",
            OccurredAt = clock.GetUtcNow(),
        });
        await one.HandleAsync([.. Enumerable.Range(0, Shipments).Select(_ => SampleEvents.Reached(ShipmentStatus.Delivered)).Select(
            @event => @event with { Recipient = @event.Recipient with { Phone = "+213555000001" } })]);

        var rounds = 0;
        while ((await one.NotificationsAsync()).Any(notification => notification.DueAt is not null))
        {
            Assert.InRange(++rounds, 1, 100);
            await Task.WhenAll([.. one.Lanes().Select(RunAsync), .. other.Lanes().Select(RunAsync)]);
            clock.Advance(TimeSpan.FromMinutes(30));
        }

        var told = (await one.NotificationsAsync()).Where(notification => notification.Channel != Channel.InApp).ToList();
        var taken = senders.SelectMany(sender => sender.Taken).ToDictionary(pair => pair.Key, pair => pair.Value);
        Assert.Equal(4 * Shipments, told.Count); // e-mail to both, push to the sender, a text message to the recipient
        Assert.All(told, notification => Assert.True(
            notification.State is NotificationState.Sent or NotificationState.Uncertain or NotificationState.DeadLettered,
            notification.State.ToString()));
        var sent = told.FindAll(notification => notification.State == NotificationState.Sent);
        Assert.All(sent, notification => Assert.True(taken.ContainsKey(notification.Id)));
        foreach (var twice in sent.Where(notification => taken[notification.Id] > 1))
        {
            Assert.Contains(NotificationState.Uncertain, await one.HistoryAsync(twice.Id));
        }

        Assert.True(senders.Sum(sender => sender.Deaths) > 0);
        Assert.Equal(sent.Count, (await one.PublishedAsync()).Count(name => name == "notification.sent"));
    }

    /// <summary>Until there is nothing to do, or the worker is dead; the next round has new ones.</summary>
    private static async Task RunAsync(Lane lane)
    {
        try
        {
            while (await lane.RunOnceAsync(Cancelled) > 0)
            {
            }
        }
        catch (WorkerDiedException)
        {
            // Its batch stays SENDING until the lease ends.
        }
    }

    private sealed class WorkerDiedException : Exception;

    /// <summary>Takes a part of a batch and dies, now and then; else refuses one in twenty.</summary>
    private sealed class FlakySender(Channel channel) : IChannelSender
    {
        private readonly Random _random = new(20260406 + (int)channel);

        public Channel Channel => channel;

        public string Name => $"flaky {channel}";

        public int BatchSize => 50;

        public TimeSpan Lease { get; } = TimeSpan.FromSeconds(10);

        public ConcurrentDictionary<Guid, int> Taken { get; } = [];

        public int Deaths { get; private set; }

        public Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken)
        {
            lock (_random)
            {
                var outcomes = new List<SendOutcome>(batch.Count);
                var diesAfter = _random.Next(4) == 0 ? _random.Next(batch.Count) : int.MaxValue;
                foreach (var notification in batch)
                {
                    if (outcomes.Count == diesAfter)
                    {
                        Deaths++;
                        throw new WorkerDiedException();
                    }

                    var isRefused = _random.Next(20) == 0;
                    outcomes.Add(isRefused ? new SendOutcome(SendResult.Refused, "later") : SendOutcome.Sent);
                    if (!isRefused)
                    {
                        Taken.AddOrUpdate(notification.Id, 1, (_, times) => times + 1);
                    }
                }

                return Task.FromResult<IReadOnlyList<SendOutcome>>(outcomes);
            }
        }
    }
}
