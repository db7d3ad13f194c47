using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;
using Logistics.Tests.Notifications.Support;
using Xunit;

namespace Logistics.Tests.Notifications;

/// <summary>Our copy of what people have said about themselves, and what follows from it.</summary>
public sealed class PeopleTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 6, 12, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_not_wanted_is_suppressed_and_the_rest_goes_out()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"));
        await service.HandlePeopleAsync(Prefers(Noon, new CategoryChannels { ShipmentProgress = new ChannelChoice { Email = false } }));

        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.Delivered));

        var mails = (await service.NotificationsAsync()).Where(told => told is { Channel: Channel.Email, Role: RecipientRole.Sender })
            .ToList();
        Assert.Equal((NotificationState.Suppressed, "preference"), StateOf(mails, "picked_up"));
        Assert.Equal((NotificationState.Queued, null), StateOf(mails, "delivered"));
    }

    [Fact]
    public async Task Of_two_decisions_the_later_counts_in_whatever_order_they_come()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);

        await service.HandlePeopleAsync(
            Prefers(Noon.AddSeconds(2), new CategoryChannels(), "DAILY"), Prefers(Noon.AddSeconds(1), new CategoryChannels()));
        await service.HandlePeopleAsync(Prefers(Noon, new CategoryChannels()));

        Assert.Equal("DAILY", Assert.Single(await service.AllAsync<KnownPreferences>()).Digest);
    }

    [Fact]
    public async Task A_change_of_the_profile_may_overtake_the_registration()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandlePeopleAsync(Renamed(Noon, "New"));
        await service.HandlePeopleAsync(Renamed(Noon.AddSeconds(-1), "Old"));
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"));

        Assert.Equal("New", Assert.Single(await service.AllAsync<Contact>()).Name);
    }

    [Fact]
    public async Task A_device_goes_from_hand_to_hand_and_away()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        var device = Guid.CreateVersion7();
        var other = Guid.CreateVersion7();
        await service.HandlePeopleAsync(Device(device, SampleEvents.Owner, Noon), Device(device, other, Noon.AddSeconds(1)));
        Assert.Equal(
            (other, "token"), Assert.Single(await service.AllAsync<KnownDevice>()) is var known ? (known.UserId, known.Token) : default);

        await service.HandlePeopleAsync(
            new DeviceRemoved { EventId = Guid.CreateVersion7(), UserId = other, DeviceId = device, OccurredAt = Noon.AddSeconds(3) },
            Device(device, other, Noon.AddSeconds(2)));

        Assert.Equal(
            (true, string.Empty),
            Assert.Single(await service.AllAsync<KnownDevice>()) is var gone ? (gone.IsRemoved, gone.Token) : default);
    }

    [Fact]
    public async Task Who_is_gone_is_forgotten_hears_of_nothing_more_and_does_not_come_back()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"));
        await service.HandlePeopleAsync(Prefers(Noon, new CategoryChannels()), Device(Guid.CreateVersion7(), SampleEvents.Owner, Noon));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await service.DispatchAsync();
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));

        await service.HandlePeopleAsync(
            new UserDeleted { EventId = Guid.CreateVersion7(), UserId = SampleEvents.Owner, OccurredAt = Noon.AddHours(1) });
        await service.HandlePeopleAsync(
            Renamed(Noon.AddHours(2), "Back"), Prefers(Noon.AddHours(2), new CategoryChannels()), Device(
                Guid.CreateVersion7(), SampleEvents.Owner, Noon.AddHours(2)));
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.Delivered));

        Assert.Equal(
            (string.Empty, string.Empty),
            Assert.Single(await service.AllAsync<Contact>()) is var contact ? (contact.Name, contact.Email) : default);
        Assert.Empty(await service.AllAsync<KnownPreferences>());
        Assert.Empty(await service.AllAsync<KnownDevice>());
        var own = (await service.NotificationsAsync()).Where(told => told.UserId == SampleEvents.Owner).ToList();
        Assert.Equal(6, own.Count);
        Assert.All(own, told => Assert.Equal((string.Empty, string.Empty, null, null), (told.Title, told.Body, told.Address, told.DueAt)));
        Assert.Single(own, told => told.State == NotificationState.Cancelled);
        Assert.DoesNotContain(await service.MailsAsync(), mail => mail.To.StartsWith("owner", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_strangers_are_told_of_a_parcel_whose_sender_is_gone_loses_its_words_once_it_is_sent()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await service.DispatchAsync();
        await service.HandlePeopleAsync(
            new UserDeleted { EventId = Guid.CreateVersion7(), UserId = SampleEvents.Owner, OccurredAt = service.Clock.GetUtcNow() });
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.Delivered));

        await service.SweepAsync();
        var waiting = Assert.Single(await service.NotificationsAsync(), told => told.Channel == Channel.Email && told.DueAt is not null);
        Assert.Equal("amina@people.example", waiting.Address);

        await service.DispatchAsync(Priority.High);
        await service.SweepAsync();
        Assert.All(await service.NotificationsAsync(), told => Assert.Equal((string.Empty, null), (told.Body, told.Address)));
        Assert.Empty(await service.MailsAsync());
    }

    [Fact]
    public void Every_status_is_of_some_kind() =>
        Assert.All(ShipmentEventNames.Statuses, status => Assert.True(new CategoryChannels().Wants(Categories.Of(status), Channel.Email)));

    private static (NotificationState State, string? Reason) StateOf(
        IEnumerable<Logistics.Notifications.Domain.Notification> mails, string template)
    {
        var mail = Assert.Single(mails, mail => mail.Template.Contains(template, StringComparison.Ordinal));
        return (mail.State, mail.Reason);
    }

    private static UserPreferencesChanged Prefers(DateTimeOffset at, CategoryChannels channels, string digest = "NONE") =>
        new() { EventId = Guid.CreateVersion7(), UserId = SampleEvents.Owner, Channels = channels, Digest = digest, OccurredAt = at };

    private static UserContactChanged Renamed(DateTimeOffset at, string name) => new()
    {
        EventId = Guid.CreateVersion7(),
        UserId = SampleEvents.Owner,
        Email = "owner@merchant.example",
        DisplayName = name,
        Locale = "fr",
        OccurredAt = at,
    };

    private static DeviceRegistered Device(Guid id, Guid userId, DateTimeOffset at) =>
        new() { EventId = Guid.CreateVersion7(), UserId = userId, DeviceId = id, Platform = "WEB", Token = "token", OccurredAt = at };
}
