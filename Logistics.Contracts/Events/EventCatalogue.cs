using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Logistics.Contracts.Common.V1;

namespace Logistics.Contracts.Events;

/// <summary>Every event there is, by wire name. What is not listed here cannot be published, nor understood when it arrives.</summary>
public static class EventCatalogue
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> TypesByName = Entries().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The wire names, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. TypesByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Whether somebody's state depends on hearing of it, so that it is kept until a queue is bound for it, however late its first
    /// subscriber starts. What tells of a notification's outcome, or of a parcel's place and time of arrival, is for whoever cares.
    /// </summary>
    public static bool MustBeHeard(string eventName) =>
        !eventName.StartsWith("notification.", StringComparison.Ordinal) && !eventName.StartsWith("tracking.", StringComparison.Ordinal);

    /// <summary>The record that carries an event name, or <see langword="null"/> for an unknown name.</summary>
    public static Type? FindType(string eventName) => TypesByName.GetValueOrDefault(eventName)?.Type;

    /// <summary>The JSON body of an event, in UTF-8.</summary>
    /// <exception cref="InvalidOperationException">The event's name is not in the catalogue, or belongs to another record.</exception>
    public static byte[] Serialize(IEvent @event)
    {
        if (!TypesByName.TryGetValue(@event.EventName, out var typeInfo) || typeInfo.Type != @event.GetType())
        {
            throw new InvalidOperationException($"'{@event.EventName}' of {@event.GetType().Name} is not in the event catalogue.");
        }

        return JsonSerializer.SerializeToUtf8Bytes(@event, typeInfo);
    }

    /// <summary>Reads an event's JSON body.</summary>
    /// <exception cref="UnknownEventException">The name is not in the catalogue.</exception>
    /// <exception cref="JsonException">The body is not that event.</exception>
    public static IEvent Deserialize(string eventName, ReadOnlySpan<byte> body)
    {
        if (!TypesByName.TryGetValue(eventName, out var typeInfo))
        {
            throw new UnknownEventException(eventName);
        }

        var @event = (IEvent?)JsonSerializer.Deserialize(body, typeInfo) ?? throw new JsonException($"The body of '{eventName}' is null.");
        return @event.EventName == eventName
            ? @event
            : throw new JsonException($"The body says '{@event.EventName}', the message says '{eventName}'.");
    }

    private static IEnumerable<KeyValuePair<string, JsonTypeInfo>> Entries()
    {
        var json = EventJsonContext.Default;
        foreach (var status in ShipmentEventNames.Statuses)
        {
            yield return new(
                ShipmentEventNames.For(status), status == ShipmentStatus.Created ? json.ShipmentCreated : json.ShipmentStatusChanged);
        }

        yield return new(ShipmentEventNames.Released, json.ShipmentStatusChanged);
        yield return new(ShipmentEventNames.Updated, json.ShipmentUpdated);
        yield return new(ShipmentEventNames.Corrected, json.ShipmentCorrected);
        yield return new(LocationRecorded.Name, json.LocationRecorded);
        yield return new(EtaChanged.Name, json.EtaChanged);
        yield return new(UserRegistered.Name, json.UserRegistered);
        yield return new(EmailConfirmed.Name, json.EmailConfirmed);
        yield return new(EmailConfirmationRequested.Name, json.EmailConfirmationRequested);
        yield return new(EmailChangeRequested.Name, json.EmailChangeRequested);
        yield return new(EmailChanged.Name, json.EmailChanged);
        yield return new(PasswordResetRequested.Name, json.PasswordResetRequested);
        yield return new(PasswordChanged.Name, json.PasswordChanged);
        yield return new(RefreshTokenReused.Name, json.RefreshTokenReused);
        yield return new(UserContactChanged.Name, json.UserContactChanged);
        yield return new(UserPreferencesChanged.Name, json.UserPreferencesChanged);
        yield return new(UserDeleted.Name, json.UserDeleted);
        yield return new(DeviceRegistered.Name, json.DeviceRegistered);
        yield return new(DeviceRemoved.Name, json.DeviceRemoved);
        yield return new(PushTokenRejected.Name, json.PushTokenRejected);
        foreach (var state in NotificationChanged.States)
        {
            yield return new(NotificationChanged.NameOf(state), json.NotificationChanged);
        }
    }
}
