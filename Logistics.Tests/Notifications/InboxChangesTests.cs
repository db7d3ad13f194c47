using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.Inbox;
using Logistics.Notifications.Persistence;
using Logistics.Tests.Notifications.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications;

/// <summary>What changed in inboxes since a position, while transactions begin and end in any order.</summary>
public sealed class InboxChangesTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>
{
    private static readonly Guid Amina = Guid.Parse("01935000-0000-7000-8000-00000000000a");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_begins_first_and_commits_last_is_told_when_it_is_there()
    {
        await using var reader = database.Open();
        await using var slow = database.Open();
        var start = await reader.PositionAsync(Cancelled);
        await using var open = await slow.Database.BeginTransactionAsync(Cancelled);
        var late = await AddAsync(slow);
        var early = await AddAsync(reader);

        var (first, between) = await LookAsync(reader, start);
        await open.CommitAsync(Cancelled);
        var (second, end) = await LookAsync(reader, between);

        Assert.Equal([early], first);
        Assert.Equal([late], second);
        Assert.Empty((await LookAsync(reader, end)).Changed);
        Assert.Equal(new[] { early, late }.Order(), (await LookAsync(reader, start)).Changed.Order());
    }

    [Fact]
    public async Task Reading_a_message_is_a_change_and_what_else_happens_to_it_is_none()
    {
        await using var db = database.Open();
        var id = await AddAsync(db);
        var before = await db.PositionAsync(Cancelled);

        await db.Notifications.Where(one => one.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.UpdatedAt, DateTimeOffset.UnixEpoch), Cancelled);
        Assert.Empty((await LookAsync(db, before)).Changed);
        await db.Notifications.Where(one => one.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ReadAt, DateTimeOffset.UnixEpoch), Cancelled);
        Assert.Equal([id], (await LookAsync(db, before)).Changed);
    }

    [Fact]
    public async Task Many_write_at_once_and_a_reader_that_comes_and_goes_is_told_each_once()
    {
        const int Writers = 4;
        const int Each = 50;
        await using var reader = database.Open();
        var position = await reader.PositionAsync(Cancelled);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(
            async () =>
            {
                await using var db = database.Open();
                var ids = new List<Guid>();
                for (var i = 0; i < Each; i++)
                {
                    ids.Add(await AddAsync(db));
                }

                return ids;
            },
            Cancelled)));

        var told = new List<Guid>();
        while (told.Count < Writers * Each)
        {
            (var changed, position) = await LookAsync(reader, position);
            told.AddRange(changed);
        }

        Assert.Equal((await writing).SelectMany(ids => ids).Order(), told.Order());
    }

    private static async Task<(IReadOnlyList<Guid> Changed, InboxPosition UpTo)> LookAsync(NotificationsDbContext db, InboxPosition after)
    {
        var upTo = await db.PositionAsync(Cancelled);
        return (await db.ChangedIn(after, upTo).Select(notification => notification.Id).ToListAsync(Cancelled), upTo);
    }

    private static async Task<Guid> AddAsync(NotificationsDbContext db)
    {
        var now = TimeProvider.System.GetUtcNow();
        var message = new Notification
        {
            Id = Guid.CreateVersion7(now),
            CauseId = Guid.CreateVersion7(now),
            Role = RecipientRole.Recipient,
            Channel = Channel.InApp,
            Priority = Priority.Normal,
            Category = Category.ShipmentProgress,
            OwnerId = SampleEvents.Owner,
            UserId = Amina,
            Locale = "en",
            Template = "shipment.created.recipient",
            Variables = [],
            Title = "Hello",
            Body = "World",
            State = NotificationState.Delivered,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await NotificationRows.AddAsync([message], db, Cancelled);
        return message.Id;
    }
}
