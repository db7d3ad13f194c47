using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Tests.Notifications.Support;

/// <summary>Events as Shipments and Identity would publish them.</summary>
internal static class SampleEvents
{
    public const string TrackingNumber = "PKG7K3M9QX2VHDTG";

    public static Guid Owner { get; } = Guid.Parse("01935000-0000-7000-8000-000000000001");

    public static ShipmentCreated Created()
    {
        var like = Reached(ShipmentStatus.PickedUp);
        return new ShipmentCreated
        {
            EventId = like.EventId,
            ShipmentId = like.ShipmentId,
            TrackingNumber = like.TrackingNumber,
            Sequence = 1,
            Status = ShipmentStatus.Created,
            OccurredAt = like.OccurredAt,
            RecordedAt = like.RecordedAt,
            Source = like.Source,
            OwnerId = like.OwnerId,
            ServiceLevel = like.ServiceLevel,
            Sender = like.Sender,
            Recipient = like.Recipient,
            WeightGrams = 1200,
        };
    }

    public static ShipmentStatusChanged Reached(ShipmentStatus status, string? recipientEmail = "amina@people.example") => new()
    {
        EventId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        ShipmentId = Guid.Parse("01935000-0000-7000-8000-000000000002"),
        TrackingNumber = TrackingNumber,
        Sequence = 2,
        Status = status,
        PreviousStatus = ShipmentStatus.Created,
        OccurredAt = new DateTimeOffset(2026, 4, 6, 13, 0, 0, TimeSpan.FromHours(1)),
        RecordedAt = new DateTimeOffset(2026, 4, 6, 12, 0, 0, TimeSpan.Zero),
        Source = "api",
        OwnerId = Owner,
        ServiceLevel = ServiceLevel.Standard,
        Sender = new EventParty { Name = "Kasbah Books", Email = "label@merchant.example", City = "Algiers", Country = "DZ" },
        Recipient = new EventParty { Name = "أمينة", Email = recipientEmail, City = "Oran", Country = "DZ" },
    };

    public static UserPreferencesChanged Prefers(
        Guid userId, QuietHours? quietHours = null, string digest = "NONE", CategoryChannels? channels = null) => new()
        {
            EventId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            UserId = userId,
            Channels = channels ?? new CategoryChannels(),
            QuietHours = quietHours,
            Digest = digest,
            OccurredAt = TimeProvider.System.GetUtcNow(),
        };

    public static UserRegistered Registered(Guid userId, string email) => new()
    {
        EventId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        UserId = userId,
        Email = email,
        EmailConfirmed = true,
        DisplayName = "Someone",
        Locale = "en",
        OccurredAt = new DateTimeOffset(2026, 4, 6, 11, 0, 0, TimeSpan.FromHours(1)),
    };
}
