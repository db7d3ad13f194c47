using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.ReadMailbox;
using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Tests.Notifications.Support;
using Xunit;
using Mailbox = Logistics.Notifications.Features.ReadMailbox.Mailbox;

namespace Logistics.Tests.Notifications;

/// <summary>Whoever registers with somebody's address gets nothing of what belongs to it.</summary>
public sealed class ConfirmedAddressTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private const string Address = "amina@people.example";

    private static readonly Guid Claimant = Guid.Parse("01935000-0000-7000-8000-00000000000a");

    private NotificationsUnderTest _service = null!; // not null: InitializeAsync
    private NotificationsDbContext _db = null!; // not null: InitializeAsync

    public async ValueTask InitializeAsync()
    {
        await database.ClearAsync();
        _db = database.Open();
        _service = NotificationsUnderTest.WithMailbox(database);
        await _service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"), Unconfirmed(Claimant, Address));
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task An_address_that_is_not_confirmed_is_told_nothing_in_the_app_and_reads_no_mail()
    {
        await _service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await _service.DispatchAsync();

        Assert.DoesNotContain(await _service.NotificationsAsync(), notification => notification.UserId == Claimant);
        Assert.Contains(await _service.MailsAsync(), mail => mail.To == Address);
        Assert.Empty(await MailsOfClaimantAsync());
    }

    [Fact]
    public async Task Once_it_is_confirmed_it_is()
    {
        await _service.HandleAsync(Confirmed(Claimant, Address));
        await _service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await _service.DispatchAsync();

        Assert.Contains(
            await _service.NotificationsAsync(), notification => notification.UserId == Claimant && notification.Channel == Channel.InApp);
        Assert.Equal([Address], await MailsOfClaimantAsync());
    }

    [Fact]
    public async Task The_confirmation_may_come_before_the_registration()
    {
        var other = Guid.CreateVersion7();
        await _service.HandleAsync(Confirmed(other, "nadia@people.example"));
        await _service.HandleAsync(Unconfirmed(other, "nadia@people.example"));

        await _service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp, "nadia@people.example"));

        Assert.Contains(await _service.NotificationsAsync(), notification => notification.UserId == other);
    }

    [Fact]
    public async Task A_senders_mail_waits_for_the_confirmation_and_goes_to_the_address_that_was_confirmed()
    {
        await _service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp) with { OwnerId = Claimant });
        await _service.DispatchAsync();
        Assert.Equal(NotificationState.Deferred, (await _service.MailAsync(RecipientRole.Sender)).State);

        await _service.HandleAsync(Confirmed(Claimant, "amina@new.example"));
        await _service.DispatchAsync();

        Assert.Contains(await _service.MailsAsync(), mail => mail.To == "amina@new.example");
    }

    [Fact]
    public async Task A_changed_address_opens_the_new_one_and_closes_the_old()
    {
        await _service.HandleAsync(Confirmed(Claimant, Address));
        await _service.HandleAsync(Confirmed(Claimant, "amina@new.example") with { OccurredAt = new(2026, 4, 6, 14, 0, 0, TimeSpan.Zero) });
        await _service.HandleAsync(Confirmed(Claimant, Address)); // late

        await _service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await _service.DispatchAsync();

        Assert.DoesNotContain(await _service.NotificationsAsync(), notification => notification.UserId == Claimant);
        Assert.Empty(await MailsOfClaimantAsync());
    }

    private static UserRegistered Unconfirmed(Guid user, string email) =>
        SampleEvents.Registered(user, email) with { EmailConfirmed = false };

    private static EmailConfirmed Confirmed(Guid user, string email) => new()
    {
        EventId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        UserId = user,
        Email = email,
        DisplayName = "Someone",
        Locale = "en",
        OccurredAt = new DateTimeOffset(2026, 4, 6, 13, 0, 0, TimeSpan.Zero),
    };

    private async Task<IEnumerable<string>> MailsOfClaimantAsync()
    {
        var handler = new ListMailsHandler(new Mailbox(_db, [_service.Sender!])); // not null: made with a mailbox
        var result = await handler.HandleAsync(
            new ListMailsRequest(), new Caller(Claimant, [Roles.Customer]), TestContext.Current.CancellationToken);
        return result.OrThrow().Mails.Select(mail => mail.To);
    }
}
