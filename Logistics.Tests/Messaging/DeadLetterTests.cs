using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Tests.Messaging.Support;
using Xunit;

namespace Logistics.Tests.Messaging;

public sealed class DeadLetterTests(MessagingServers servers) : IClassFixture<MessagingServers>
{
    private static readonly Guid Actor = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replay_keeps_the_event_id_starts_with_fresh_attempts_and_is_written_down()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var @event = await DieAsync(service);
        service.Script.OnHandle = _ => Task.CompletedTask;
        var letter = Assert.Single(await service.DeadLettersAsync(1));

        var replayed = await service.WithDeadLettersAsync(letters => letters.ReplayAsync([letter.Id], Actor, Token));

        Assert.Equal([letter.Id], replayed);
        await service.HasEffectsAsync([@event]);
        var after = await service.WithDeadLettersAsync(letters => letters.FindAsync(letter.Id, Token));
        Assert.Equal(DeadLetterState.Replayed, after!.State);
        var entry = Assert.Single(await service.WithDeadLettersAsync(letters => letters.HistoryAsync(letter.Id, Token)));
        Assert.Equal((DeadLetterState.Replayed, Actor), (entry.Action, entry.ActorId));
        await service.OutboxIsEmptyAsync();
    }

    [Fact]
    public async Task A_replay_that_fails_again_goes_through_all_attempts_and_dies_again()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var @event = await DieAsync(service);
        var letter = Assert.Single(await service.DeadLettersAsync(1));

        await service.WithDeadLettersAsync(letters => letters.ReplayAsync([letter.Id], Actor, Token));

        var again = Assert.Single(await service.DeadLettersAsync(1));
        Assert.NotEqual(letter.Id, again.Id);
        Assert.Equal((@event.EventId, 3), (again.EventId, again.Attempts));
        Assert.Equal((letter.Source, letter.Subject, letter.EventName), (again.Source, again.Subject, again.EventName));
    }

    [Fact]
    public async Task A_discarded_letter_stays_readable_and_is_never_replayed()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        await DieAsync(service);
        var letter = Assert.Single(await service.DeadLettersAsync(1));

        await service.WithDeadLettersAsync(letters => letters.DiscardAsync([letter.Id], Actor, Token));

        Assert.Empty(await service.WithDeadLettersAsync(letters => letters.ReplayAsync([letter.Id], Actor, Token)));
        var after = await service.WithDeadLettersAsync(letters => letters.FindAsync(letter.Id, Token));
        Assert.Equal(DeadLetterState.Discarded, after!.State);
        Assert.Empty(await service.DeadLettersAsync(0));
    }

    [Fact]
    public async Task Letters_are_listed_page_by_page_and_by_filter_and_replayed_together()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var events = Enumerable.Range(0, 7).Select(_ => TestEvents.Any()).ToList();
        service.Script.OnHandle = _ => throw new RejectedEventException("Not today.");
        await service.PublishAsync(events);
        await service.DeadLettersAsync(7);

        var ids = new List<Guid>();
        for (string? cursor = null; ids.Count == 0 || cursor is not null;)
        {
            var page = await service.WithDeadLettersAsync(
                letters => letters.ListAsync(new DeadLetterFilter { Queue = service.Queue }, cursor, 3, Token));
            ids.AddRange(page.Items.Select(letter => letter.Id));
            cursor = page.NextCursor;
        }

        Assert.Equal(7, ids.Distinct().Count());
        var bySubject = new DeadLetterFilter
        {
            Subject = events[3].Subject,
            Reason = DeadLetterReasons.Rejected,
            EventName = UserRegistered.Name,
        };
        var found = await service.WithDeadLettersAsync(letters => letters.ListAsync(bySubject, null, 10, Token));
        Assert.Equal(events[3].EventId, Assert.Single(found.Items).EventId);
        await Assert.ThrowsAsync<FormatException>(
            () => service.WithDeadLettersAsync(letters => letters.ListAsync(bySubject, "nonsense", 10, Token)));

        service.Script.OnHandle = _ => Task.CompletedTask;
        await service.WithDeadLettersAsync(letters => letters.ReplayAsync(ids, Actor, Token));
        await service.HasEffectsAsync(events);
    }

    private static async Task<UserRegistered> DieAsync(TestService service)
    {
        var @event = TestEvents.Any();
        service.Script.OnHandle = _ => throw new InvalidOperationException("It will not do.");
        await service.PublishAsync(@event);
        await service.DeadLettersAsync(1);
        return @event;
    }
}
