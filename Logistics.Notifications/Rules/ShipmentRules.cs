using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Rules;

/// <summary>
/// Who is told of what, by which channel. Stages on the road are many, so they are told in the app only; a mail and a push message are for
/// what changes someone's day, and a text message for what someone should act on. A status without a rule does not compile.
/// </summary>
internal static class ShipmentRules
{
    private const Reach App = Reach.App;
    private const Reach Both = Reach.App | Reach.Mail | Reach.Push;
    private const Reach All = Both | Reach.Text;
    private const Reach None = Reach.None;

    [Flags]
    private enum Reach
    {
        None = 0,
        App = 1,
        Mail = 2,
        Push = 4,
        Text = 8,
    }

    /// <summary>What to tell of an event.</summary>
    public static ShipmentRule For(ShipmentEvent @event) => @event switch
    {
        ShipmentUpdated or ShipmentCorrected or ShipmentStatusChanged { Late: true } => Tell(None, None, Priority.Normal),
        { EventName: ShipmentEventNames.Released } => Tell(App, None, Priority.Normal),
        _ => For(@event.Status),
    };

    /// <summary>What to tell when a shipment reaches a status.</summary>
    public static ShipmentRule For(ShipmentStatus status) => status switch
    {
        // Tell(sender, recipient)
        ShipmentStatus.Created => Tell(App, App, Priority.Normal), // a label is printed; nothing has moved
        ShipmentStatus.PickupScheduled => Tell(App, None, Priority.Normal),
        ShipmentStatus.PickedUp => Tell(Both, Both, Priority.Normal),
        ShipmentStatus.InTransit => Tell(App, App, Priority.Normal),
        ShipmentStatus.ArrivedAtWarehouse => Tell(App, App, Priority.Normal),
        ShipmentStatus.InCustoms => Tell(App, App, Priority.Normal),
        ShipmentStatus.OutForDelivery => Tell(Both, All, Priority.High),
        ShipmentStatus.DeliveryAttempted => Tell(Both, All, Priority.High),
        ShipmentStatus.AvailableForPickup => Tell(Both, All, Priority.High),
        ShipmentStatus.Delivered => Tell(Both, All, Priority.High),
        ShipmentStatus.OnHold => Tell(Both, App, Priority.Normal),
        ShipmentStatus.Damaged => Tell(Both, Both, Priority.Normal),
        ShipmentStatus.Lost => Tell(Both, Both, Priority.Normal),
        ShipmentStatus.Returning => Tell(Both, Both, Priority.Normal),
        ShipmentStatus.Returned => Tell(Both, App, Priority.Normal),
        ShipmentStatus.Cancelled => Tell(Both, Both, Priority.Normal),
        ShipmentStatus.Disposed => Tell(Both, App, Priority.Normal),
        ShipmentStatus.Unspecified => throw new ArgumentOutOfRangeException(nameof(status), status, "A shipment always has a status."),
    };

    private static ShipmentRule Tell(Reach sender, Reach recipient, Priority priority) => new(
        priority,
        [.. Audiences(RecipientRole.Sender, sender), .. Audiences(RecipientRole.Recipient, recipient)]);

    private static IEnumerable<Audience> Audiences(RecipientRole role, Reach reach)
    {
        if (reach.HasFlag(Reach.Mail))
        {
            yield return new(role, Channel.Email);
        }

        if (reach.HasFlag(Reach.App))
        {
            yield return new(role, Channel.InApp);
        }

        if (reach.HasFlag(Reach.Push))
        {
            yield return new(role, Channel.Push);
        }

        if (reach.HasFlag(Reach.Text))
        {
            yield return new(role, Channel.Sms);
        }
    }
}

/// <summary>What one status brings about.</summary>
internal sealed record ShipmentRule(Priority Priority, IReadOnlyList<Audience> Audiences);

/// <summary>Someone to tell, and how.</summary>
internal readonly record struct Audience(RecipientRole Role, Channel Channel);
