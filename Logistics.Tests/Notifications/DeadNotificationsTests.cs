using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Tests.Notifications.Support;
using Xunit;

namespace Logistics.Tests.Notifications;

/// <summary>Notifications that were tried in vain lie among the dead letters, and a person decides.</summary>
public sealed class DeadNotificationsTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private static readonly Guid Actor = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Replayed_it_has_all_its_attempts_again_and_goes_out()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        var letter = await DieAsync(service);

        Assert.Single(await service.DecideAsync(letters => letters.ReplayAsync([letter.Id], Actor, Cancelled)));
        var waiting = await service.MailAsync();
        await service.DispatchAsync();

        Assert.Equal((NotificationState.Retrying, Reasons.Replayed, 0), (waiting.State, waiting.Reason, waiting.Attempts));
        Assert.Equal(NotificationState.Sent, (await service.MailAsync()).State);
        // nothing goes by the broker
        Assert.DoesNotContain(await service.PublishedAsync(), name => name == letter.EventName && name != "notification.dead_lettered");
        Assert.Empty(await service.DecideAsync(letters => letters.ReplayAsync([letter.Id], Actor, Cancelled)));
    }

    [Fact]
    public async Task Discarded_it_is_cancelled_for_good()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        var letter = await DieAsync(service);

        Assert.Single(await service.DecideAsync(letters => letters.DiscardAsync([letter.Id], Actor, Cancelled)));
        await service.DispatchAsync();

        Assert.Equal(
            (NotificationState.Cancelled, Reasons.Discarded), ((await service.MailAsync()).State, (await service.MailAsync()).Reason));
        Assert.Empty(await service.MailsAsync());
    }

    [Fact]
    public async Task Many_are_replayed_at_the_rate_that_is_asked_for()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await DieAsync(service)).Id);
        }

        await service.DecideAsync(letters => letters.ReplayAsync(ids, Actor, Cancelled, TimeSpan.FromSeconds(1)));
        var sent = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            await service.DispatchAsync();
            sent.Add((await service.MailsAsync()).Count);
            service.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([1, 2, 3], sent);
    }

    /// <summary>Refused as often as it may be.</summary>
    private static async Task<DeadLetter> DieAsync(NotificationsUnderTest service)
    {
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        var lane = service.Lane(service.Route(new ScriptedSender("refusing") { Outcome = new SendOutcome(SendResult.Refused, "no") }));
        for (var i = 0; i < 6; i++)
        {
            await lane.RunOnceAsync(Cancelled);
            service.Clock.Advance(TimeSpan.FromHours(2));
        }

        return (await service.AllAsync<DeadLetter>()).MaxBy(letter => letter.DiedAt)!; // not null: it has just died
    }
}
