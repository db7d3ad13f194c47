using System.Diagnostics;
using System.Security.Cryptography;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;
using Logistics.Notifications.Templates;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Features.NotifyOfShipments;

/// <summary>Makes of a shipment's event what is to be told of it: the rules, who stands behind the roles, and the words. Touches nothing.</summary>
internal sealed class NotificationPlanner(ITemplateSource templates, IEnumerable<IChannelSender> senders, IOptions<DispatchOptions> options)
{
    private readonly HashSet<Channel> _configured = [Channel.InApp, .. senders.Select(sender => sender.Channel)];

    /// <param name="contacts">Those of the owner and of the recipient's address, as far as there are any.</param>
    public IEnumerable<Notification> Plan(ShipmentEvent @event, Contacts contacts, DateTimeOffset now)
    {
        var rule = ShipmentRules.For(@event);
        foreach (var audience in rule.Audiences)
        {
            var person = audience.Role == RecipientRole.Sender ? contacts.Of(@event.OwnerId) : contacts.At(@event.Recipient.Email);
            if (audience is { Role: RecipientRole.Recipient, Channel: Channel.InApp } && person is null)
            {
                continue; // no account, no app
            }

            if (audience.Channel == Channel.Push && person?.HasDevices != true)
            {
                continue; // nothing to push to
            }

            if (audience.Channel == Channel.Sms && AddressFor(@event, audience, person?.Contact) is null)
            {
                continue; // no phone
            }

            if (person?.Contact.ErasedAt is not null)
            {
                continue; // there was someone
            }

            yield return Make(@event, audience, rule.Priority, person, now);
        }
    }

    private Notification Make(ShipmentEvent @event, Audience audience, Priority priority, Person? person, DateTimeOffset now)
    {
        var contact = person?.Contact;
        var locale = person?.Preferences?.Locale ?? contact?.Locale ?? Language.Default;
        var template = templates.Get(TemplateCodes.For(@event.EventName, audience.Role), audience.Channel, locale);
        var variables = ShipmentVariables.Of(@event, template.Locale);
        var text = template.Render(variables);
        var address = AddressFor(@event, audience, contact);
        var isWanted = person?.Preferences?.Channels.Wants(Categories.Of(@event.Status), audience.Channel) ?? true;
        var (state, reason, dueAt) = isWanted ? Begin(audience, address, now) : (NotificationState.Suppressed, Reasons.Preference, null);
        return new Notification
        {
            Id = Guid.CreateVersion7(now),
            CauseId = @event.EventId,
            Role = audience.Role,
            Channel = audience.Channel,
            Priority = priority,
            Category = Categories.Of(@event.Status),
            TrackingNumber = @event.TrackingNumber,
            OwnerId = @event.OwnerId,
            UserId = audience.Role == RecipientRole.Sender ? @event.OwnerId : contact?.UserId,
            Address = reason == Reasons.InvalidAddress ? null : address,
            Locale = template.Locale,
            Template = template.Key,
            Variables = variables,
            Title = text.Title,
            Body = text.Body,
            Parts = text.Parts,
            State = state,
            Reason = reason,
            DueAt = dueAt,
            UnsubscribeToken = audience.Channel == Channel.Email && state != NotificationState.Suppressed ? new Guid(RandomNumberGenerator.GetBytes(16)) : null,
            TraceParent = Activity.Current?.Id,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>A text message goes to the account's number, or to the one on the label. The sender's mail goes to the account's address once that is confirmed, not to what was typed on the label; the recipient's can only go there.</summary>
    private static string? AddressFor(ShipmentEvent @event, Audience audience, Contact? contact) => audience switch
    {
        { Channel: Channel.Sms, Role: RecipientRole.Sender } => contact?.Phone,
        { Channel: Channel.Sms } => string.IsNullOrWhiteSpace(@event.Recipient.Phone) ? null : @event.Recipient.Phone.Trim(),
        { Channel: not Channel.Email } => null,
        { Role: RecipientRole.Sender } => contact is { EmailConfirmed: true } ? contact.Email : null,
        _ => string.IsNullOrWhiteSpace(@event.Recipient.Email) ? null : @event.Recipient.Email.Trim(),
    };

    private (NotificationState State, string? Reason, DateTimeOffset? DueAt) Begin(Audience audience, string? address, DateTimeOffset now) => audience switch
    {
        _ when !_configured.Contains(audience.Channel) => (NotificationState.Suppressed, Reasons.ChannelNotConfigured, null),
        { Channel: Channel.InApp } => (NotificationState.Delivered, null, null),
        _ when address is not null && !(audience.Channel == Channel.Sms ? PhoneNumber.IsDeliverable(address) : EmailAddress.IsDeliverable(address)) => (NotificationState.Suppressed, Reasons.InvalidAddress, null),
        _ when address is not null || audience.Channel == Channel.Push => (NotificationState.Queued, null, now),
        { Role: RecipientRole.Sender } => (NotificationState.Deferred, Reasons.ContactUnknown, now + options.Value.ContactGrace),
        _ => (NotificationState.Suppressed, Reasons.NoAddress, null),
    };
}
