using System.Text.Json.Serialization;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Contracts.Events;

/// <summary>How events are written: camelCase, statuses in UPPER_SNAKE, nothing where there is nothing to say.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(WireEnumConverter<ShipmentStatus>), typeof(WireEnumConverter<ReasonCode>),
        typeof(WireEnumConverter<ServiceLevel>), typeof(WireEnumConverter<NotificationState>),
    ])]
[JsonSerializable(typeof(ShipmentCreated))]
[JsonSerializable(typeof(ShipmentStatusChanged))]
[JsonSerializable(typeof(ShipmentUpdated))]
[JsonSerializable(typeof(ShipmentCorrected))]
[JsonSerializable(typeof(LocationRecorded))]
[JsonSerializable(typeof(EtaChanged))]
[JsonSerializable(typeof(UserRegistered))]
[JsonSerializable(typeof(EmailConfirmed))]
[JsonSerializable(typeof(EmailConfirmationRequested))]
[JsonSerializable(typeof(EmailChangeRequested))]
[JsonSerializable(typeof(EmailChanged))]
[JsonSerializable(typeof(PasswordResetRequested))]
[JsonSerializable(typeof(PasswordChanged))]
[JsonSerializable(typeof(RefreshTokenReused))]
[JsonSerializable(typeof(UserContactChanged))]
[JsonSerializable(typeof(UserPreferencesChanged))]
[JsonSerializable(typeof(UserDeleted))]
[JsonSerializable(typeof(DeviceRegistered))]
[JsonSerializable(typeof(DeviceRemoved))]
[JsonSerializable(typeof(PushTokenRejected))]
[JsonSerializable(typeof(NotificationChanged))]
internal sealed partial class EventJsonContext : JsonSerializerContext;
