using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.RequestNotifications;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tests.Notifications.Support;
using Xunit;
using NotificationRequest = Logistics.Notifications.Domain.NotificationRequest;

namespace Logistics.Tests.Notifications;

/// <summary>
/// Whom one may write to and how often, and what becomes of what was asked for at a time, with a clock that the test sets.
/// </summary>
public sealed class RequestTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private const string Camille = "camille@people.example";

    private static readonly Caller Merchant = new(SampleEvents.Owner, [Roles.Customer]);
    private static readonly Caller Other = new(Guid.Parse("01935000-0000-7000-8000-00000000000b"), [Roles.Customer]);
    private static readonly Caller Support = new(Guid.Parse("01935000-0000-7000-8000-00000000000d"), [Roles.Support]);

    private NotificationsUnderTest _service = null!; // not null: InitializeAsync

    public async ValueTask InitializeAsync()
    {
        await database.ClearAsync();
        _service = NotificationsUnderTest.WithMailbox(database);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_merchant_writes_to_the_parties_of_parcels_handed_over_for_half_a_year()
    {
        Assert.Equal("validation.failed", await _service.RequestAsync(To(Camille), Merchant));
        await MeetAsync();

        Assert.Null(await _service.RequestAsync(To(" Camille@People.example"), Merchant));
        Assert.Equal("validation.failed", await _service.RequestAsync(To(Camille), Other));
        Assert.Null(await _service.RequestAsync(To("anyone@people.example"), Support));
        _service.Clock.Advance(TimeSpan.FromDays(181));
        Assert.Equal("validation.failed", await _service.RequestAsync(To(Camille), Merchant));
    }

    [Fact]
    public async Task More_than_a_days_recipients_are_refused_until_the_next_however_they_come()
    {
        _service.Configure<RequestsOptions>(options => options.RecipientsPerDay = 3);
        await MeetAsync();

        var codes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _service.RequestAsync(To(Camille), Merchant)));

        Assert.Equal([null, null, null, "notification_request.too_many", "notification_request.too_many"], codes.Order());
        Assert.Null(await _service.RequestAsync(To(Camille), Support));
        _service.Clock.Advance(TimeSpan.FromDays(1.1));
        Assert.Null(await _service.RequestAsync(To(Camille), Merchant));
    }

    [Fact]
    public async Task What_was_asked_for_at_a_time_goes_by_what_the_person_wants_then()
    {
        await _service.HandleAsync(SampleEvents.Registered(Other.UserId, Camille));
        await _service.RequestAsync(To(Camille, sendAt: _service.Clock.GetUtcNow().AddHours(2)), Support);
        await _service.ReleaseAsync();
        Assert.Equal((NotificationState.Accepted, null), StateOf(Assert.Single(await _service.NotificationsAsync())));
        var none = new ChannelChoice { Email = false, InApp = false, Push = false, Sms = false };
        await _service.HandlePeopleAsync(new UserPreferencesChanged
        {
            EventId = Guid.CreateVersion7(),
            UserId = Other.UserId,
            Channels = new CategoryChannels { Problem = none },
            Digest = "NONE",
            OccurredAt = _service.Clock.GetUtcNow(),
        });

        _service.Clock.Advance(TimeSpan.FromHours(2));
        await Task.WhenAll(_service.ReleaseAsync(), _service.ReleaseAsync());

        var notification = Assert.Single(await _service.NotificationsAsync());
        Assert.Equal((NotificationState.Suppressed, Other.UserId), StateOf(notification));
        Assert.Equal([NotificationState.Accepted, NotificationState.Suppressed], await _service.HistoryAsync(notification.Id));
        Assert.Equal(["notification.suppressed"], await _service.PublishedAsync());
    }

    [Fact]
    public async Task Of_who_is_gone_nothing_goes_out_any_more_and_nothing_is_kept()
    {
        await MeetAsync();
        await _service.RequestAsync(To(Camille), Merchant);
        await _service.RequestAsync(To(Camille, sendAt: _service.Clock.GetUtcNow().AddDays(1)), Merchant);

        await _service.HandlePeopleAsync(
            new UserDeleted { EventId = Guid.CreateVersion7(), UserId = Merchant.UserId, OccurredAt = _service.Clock.GetUtcNow() });
        _service.Clock.Advance(TimeSpan.FromDays(2));
        await _service.ReleaseAsync();

        Assert.All(await _service.NotificationsAsync(), notification => Assert.Equal(
            (NotificationState.Cancelled, Reasons.Erased, null, ""),
            (notification.State, notification.Reason, notification.Address, notification.Body)));
        Assert.Empty(await _service.AllAsync<Correspondent>());
        Assert.All(await _service.AllAsync<NotificationRequest>(), request => Assert.False(request.IsWaiting));
    }

    private static (NotificationState, Guid?) StateOf(Logistics.Notifications.Domain.Notification notification) =>
        (notification.State, notification.UserId);

    /// <summary>A parcel to Camille is picked up.</summary>
    private async Task MeetAsync()
    {
        var @event = SampleEvents.Reached(ShipmentStatus.PickedUp);
        await _service.MeetAsync(
            @event with { RecordedAt = _service.Clock.GetUtcNow(), Recipient = @event.Recipient with { Email = Camille } });
    }

    private static RequestNotificationsRequest To(string email, DateTimeOffset? sendAt = null) => new()
    {
        Template = "shipment.delivered.recipient",
        Category = NotificationCategory.Problem,
        Channels = { Channel.Email },
        SendAt = sendAt?.ToTimestamp(),
        Variables = new Struct
        {
            Fields =
            {
                ["trackingNumber"] = Value.ForString(SampleEvents.TrackingNumber),
                ["senderName"] = Value.ForString("Kasbah Books"),
                ["recipientName"] = Value.ForString("Camille"),
                ["destinationCity"] = Value.ForString("Paris"),
                ["place"] = Value.ForString("Paris"),
            },
        },
        Recipients = { new RequestedRecipient { Email = email } },
    };
}
