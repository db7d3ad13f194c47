using System.Text;
using System.Text.Json;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Xunit;

namespace Logistics.Tests.Contracts;

public sealed class EventCatalogueTests
{
    private const string Secret = "the-token-of-a-link";

    private static readonly DateTimeOffset Noon = new(2026, 4, 6, 12, 0, 0, TimeSpan.FromHours(1));

    public static TheoryData<string> EventNames => [.. EventCatalogue.Names];

    [Fact]
    public void Every_status_has_its_own_event() => Assert.Equal(
        ShipmentEventNames.Statuses.Length, ShipmentEventNames.Statuses.Select(ShipmentEventNames.For).Intersect(EventCatalogue.Names)
            .Count());

    [Theory]
    [MemberData(nameof(EventNames))]
    public void Every_event_survives_the_wire(string name)
    {
        var written = Example(name);

        var read = EventCatalogue.Deserialize(name, EventCatalogue.Serialize(written));

        Assert.Equal(written, read);
        Assert.Equal(EventCatalogue.FindType(name), read.GetType());
        Assert.Equal(name, read.EventName);
    }

    [Theory]
    [MemberData(nameof(EventNames))]
    public void No_event_gives_a_token_away_in_a_log_line(string name) =>
        Assert.DoesNotContain(Secret, $"{Example(name)}", StringComparison.Ordinal);

    [Fact]
    public void An_event_is_written_as_documented()
    {
        using var json = JsonDocument.Parse(EventCatalogue.Serialize(Example("shipment.picked_up")));

        Assert.Equal("PICKED_UP", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("2026-04-06T12:00:00+01:00", json.RootElement.GetProperty("occurredAt").GetString());
        Assert.Equal("Algiers Sorting Center", json.RootElement.GetProperty("place").GetProperty("name").GetString());
        Assert.False(json.RootElement.TryGetProperty("eventName", out _));
        Assert.False(json.RootElement.TryGetProperty("reasonCode", out _));
    }

    [Fact]
    public void A_field_that_a_newer_publisher_added_does_no_harm()
    {
        var body = Encoding.UTF8.GetString(EventCatalogue.Serialize(Example("user.registered")));

        var read = EventCatalogue.Deserialize(
            "user.registered", Encoding.UTF8.GetBytes(body.Replace("{", "{\"added\":{\"later\":1},", StringComparison.Ordinal)));

        Assert.Equal(Example("user.registered").EventId, read.EventId);
    }

    [Fact]
    public void An_unknown_event_is_named() =>
        Assert.Equal(
            "shipment.teleported",
            Assert.Throws<UnknownEventException>(() => EventCatalogue.Deserialize("shipment.teleported", "{}"u8)).EventName);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"status\":3}")]
    public void A_body_that_is_not_the_event_is_refused(string body) =>
        Assert.ThrowsAny<JsonException>(() => EventCatalogue.Deserialize("shipment.delivered", Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_body_of_another_event_is_refused() =>
        Assert.Throws<JsonException>(
            () => EventCatalogue.Deserialize("shipment.delivered", EventCatalogue.Serialize(Example("shipment.lost"))));

    [Fact]
    public void A_record_cannot_be_published_under_the_name_of_another() =>
        Assert.Throws<InvalidOperationException>(() => EventCatalogue.Serialize(new Stranger()));

    private static IEvent Example(string name) => name switch
    {
        UserRegistered.Name => new UserRegistered
        {
            EventId = Id(1),
            UserId = Id(2),
            Email = "amel@example.org",
            DisplayName = "Amel",
            Phone = "+213555010203",
            Locale = "fr-DZ",
            OccurredAt = Noon,
        },
        EmailConfirmed.Name => new EmailConfirmed
        {
            EventId = Id(1),
            UserId = Id(2),
            Email = "amel@example.org",
            DisplayName = "Amel",
            Phone = "+213555010203",
            Locale = "fr-DZ",
            OccurredAt = Noon,
        },
        EmailConfirmationRequested.Name => new EmailConfirmationRequested
        {
            EventId = Id(1),
            UserId = Id(2),
            Email = "amel@example.org",
            DisplayName = "Amel",
            Locale = "fr",
            OccurredAt = Noon,
            Token = Secret,
            ExpiresAt = Noon.AddHours(1),
        },
        EmailChangeRequested.Name => new EmailChangeRequested
        {
            EventId = Id(1),
            UserId = Id(2),
            Email = "amel@example.org",
            DisplayName = "Amel",
            Locale = "fr",
            OccurredAt = Noon,
            Token = Secret,
            ExpiresAt = Noon.AddHours(1),
        },
        PasswordResetRequested.Name => new PasswordResetRequested
        {
            EventId = Id(1),
            UserId = Id(2),
            Email = "amel@example.org",
            DisplayName = "Amel",
            Locale = "fr",
            OccurredAt = Noon,
            Token = Secret,
            ExpiresAt = Noon.AddHours(1),
        },
        EmailChanged.Name => new EmailChanged
        {
            EventId = Id(1),
            UserId = Id(2),
            Email = "amel@example.org",
            DisplayName = "Amel",
            Locale = "ar",
            OccurredAt = Noon,
        },
        PasswordChanged.Name => new PasswordChanged
        {
            EventId = Id(1),
            UserId = Id(2),
            Email = "amel@example.org",
            DisplayName = "Amel",
            Locale = "ar",
            OccurredAt = Noon,
        },
        RefreshTokenReused.Name => new RefreshTokenReused
        {
            EventId = Id(1),
            UserId = Id(2),
            Email = "amel@example.org",
            DisplayName = "Amel",
            Locale = "ar",
            OccurredAt = Noon,
            SessionId = Id(3),
            Device = "Amel's phone",
        },
        UserContactChanged.Name => new UserContactChanged
        {
            EventId = Id(1),
            UserId = Id(2),
            Email = "amel@example.org",
            DisplayName = "Amel",
            Locale = "fr-DZ",
            TimeZone = "Africa/Algiers",
            OccurredAt = Noon,
        },
        UserPreferencesChanged.Name => new UserPreferencesChanged
        {
            EventId = Id(1),
            UserId = Id(2),
            Channels = new CategoryChannels { Delivery = new ChannelChoice { Sms = false } },
            QuietHours = new QuietHours { From = "22:00", To = "07:00", TimeZone = "Africa/Algiers" },
            Digest = "NONE",
            OccurredAt = Noon,
        },
        LocationRecorded.Name => new LocationRecorded
        {
            EventId = Id(1),
            TrackingNumber = "PKG7K3M9QX2VHDTG",
            OwnerId = Id(3),
            Latitude = 36.75,
            Longitude = 3.06,
            OccurredAt = Noon,
        },
        EtaChanged.Name => new EtaChanged
        {
            EventId = Id(1),
            TrackingNumber = "PKG7K3M9QX2VHDTG",
            OwnerId = Id(3),
            PreviousDeliveryAt = Noon.AddDays(1),
            EstimatedDeliveryAt = Noon.AddDays(2),
            From = Noon.AddDays(1),
            Until = Noon.AddDays(3),
            OccurredAt = Noon,
        },
        UserDeleted.Name => new UserDeleted { EventId = Id(1), UserId = Id(2), OccurredAt = Noon },
        DeviceRegistered.Name => new DeviceRegistered
        {
            EventId = Id(1),
            UserId = Id(2),
            DeviceId = Id(3),
            Platform = "ANDROID",
            Token = "what the provider gave",
            OccurredAt = Noon,
        },
        DeviceRemoved.Name => new DeviceRemoved { EventId = Id(1), UserId = Id(2), DeviceId = Id(3), OccurredAt = Noon },
        PushTokenRejected.Name => new PushTokenRejected { EventId = Id(1), UserId = Id(2), DeviceId = Id(3), OccurredAt = Noon },
        _ when NotificationChanged.States.FirstOrDefault(state => NotificationChanged.NameOf(state) == name)
            is not NotificationState.Unspecified and var state =>
            new NotificationChanged
            {
                EventId = Id(1),
                NotificationId = Id(2),
                CauseId = Id(3),
                Channel = "email",
                Template = "shipment_delivered",
                State = state,
                Reason = "preference",
                OccurredAt = Noon,
            },
        ShipmentEventNames.Released => ((ShipmentStatusChanged)Shipment(ShipmentStatus.OnHold)) with
        {
            Status = ShipmentStatus.Created,
            PreviousStatus = ShipmentStatus.OnHold,
        },
        ShipmentEventNames.Updated => new ShipmentUpdated
        {
            EventId = Id(1),
            ShipmentId = Id(2),
            TrackingNumber = "PKG7K3M9QX2VHDTG",
            Sequence = 3,
            Status = ShipmentStatus.InTransit,
            ReasonCode = ReasonCode.CustomerRequest,
            OccurredAt = Noon,
            RecordedAt = Noon,
            Source = "api",
            OwnerId = Id(3),
            ServiceLevel = ServiceLevel.Standard,
            Sender = Party("Amel"),
            Recipient = Party("Yanis"),
            Redirected = true,
            PickupPoint = "Kiosk at the station",
        },
        ShipmentEventNames.Corrected => new ShipmentCorrected
        {
            EventId = Id(1),
            ShipmentId = Id(2),
            TrackingNumber = "PKG7K3M9QX2VHDTG",
            Sequence = 3,
            Status = ShipmentStatus.InTransit,
            PreviousStatus = ShipmentStatus.Delivered,
            CorrectedEventId = Id(4),
            CorrectedSequence = 2,
            OccurredAt = Noon,
            RecordedAt = Noon,
            Source = "api",
            OwnerId = Id(3),
            ServiceLevel = ServiceLevel.Standard,
            Sender = Party("Amel"),
            Recipient = Party("Yanis"),
        },
        _ => Shipment(ShipmentEventNames.Statuses.Single(status => ShipmentEventNames.For(status) == name)),
    };

    private static ShipmentEvent Shipment(ShipmentStatus status) => status == ShipmentStatus.Created
        ? new ShipmentCreated
        {
            EventId = Id(1),
            ShipmentId = Id(2),
            TrackingNumber = "PKG7K3M9QX2VHDTG",
            Sequence = 1,
            Status = status,
            OccurredAt = Noon,
            RecordedAt = Noon,
            Source = "api",
            OwnerId = Id(3),
            ServiceLevel = ServiceLevel.Express,
            Sender = Party("Amel"),
            Recipient = Party("Yanis"),
            WeightGrams = 1200,
        }
        : new ShipmentStatusChanged
        {
            EventId = Id(1),
            ShipmentId = Id(2),
            TrackingNumber = "PKG7K3M9QX2VHDTG",
            Sequence = 2,
            Status = status,
            OccurredAt = Noon,
            RecordedAt = Noon,
            Source = "scan",
            OwnerId = Id(3),
            ServiceLevel = ServiceLevel.Standard,
            Sender = Party("Amel"),
            Recipient = Party("Yanis"),
            PreviousStatus = ShipmentStatus.Created,
            PromisedAt = Noon.AddDays(3),
            Place = new EventPlace
            {
                Name = "Algiers Sorting Center",
                City = "Algiers",
                Country = "DZ",
                Latitude = 36.75,
                Longitude = 3.06,
            },
        };

    private static EventParty Party(string name) => new() { Name = name, City = "Oran", Country = "DZ", Email = $"{name}@example.org" };

    private static Guid Id(int value) => new(value, 0, 0, new byte[8]);

    private sealed record Stranger : IEvent
    {
        public Guid EventId => Id(1);

        public string EventName => "shipment.delivered";

        public string Subject => "nothing";

        public DateTimeOffset OccurredAt => Noon;
    }
}
