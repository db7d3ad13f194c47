using System.Diagnostics;
using System.Security.Cryptography;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;
using Logistics.Notifications.Templates;

namespace Logistics.Notifications.Features.NotifyOfShipments;

/// <summary>
/// Makes of a shipment's event what is to be told of it: who stands behind the roles, and the words. Touches nothing; the rules decide in
/// between.
/// </summary>
internal sealed class NotificationPlanner(ITemplateSource templates)
{
    /// <param name="contacts">Those of the owner and of the recipient's address, as far as there are any.</param>
    public static IEnumerable<ShipmentCandidate> Candidates(ShipmentEvent @event, Contacts contacts)
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

            var address = AddressFor(@event, audience, person?.Contact);
            if (audience.Channel == Channel.Sms && address is null)
            {
                continue; // no phone
            }

            if (person?.Contact.ErasedAt is not null)
            {
                continue; // there was someone
            }

            yield return new ShipmentCandidate(@event, audience.Role)
            {
                Template = TemplateCodes.For(@event.EventName, audience.Role),
                Category = Categories.Of(@event.Status),
                Channel = audience.Channel,
                Priority = rule.Priority,
                Person = person,
                Address = address,
                AwaitsContact = audience is { Channel: Channel.Email, Role: RecipientRole.Sender } && address is null,
                ExpiresAt = Moments.EndOf(@event, person),
                Patience = Moments.PatienceWith(@event.Status),
                TrackingNumber = @event.TrackingNumber,
                OwnerId = @event.OwnerId,
            };
        }
    }

    public Notification Make(ShipmentCandidate candidate, Decision decision, DateTimeOffset now)
    {
        var (@event, contact) = (candidate.Event, candidate.Person?.Contact);
        var template = templates.Get(
            candidate.Template, candidate.Channel, candidate.Person?.Preferences?.Locale ?? contact?.Locale ?? Language.Default);
        var variables = ShipmentVariables.Of(@event, template.Locale);
        var text = template.Render(variables);
        return new Notification
        {
            Id = Guid.CreateVersion7(now),
            CauseId = @event.EventId,
            Role = candidate.Role,
            Channel = candidate.Channel,
            Priority = candidate.Priority,
            Category = candidate.Category,
            TrackingNumber = @event.TrackingNumber,
            Sequence = @event.Sequence,
            OwnerId = @event.OwnerId,
            UserId = candidate.Role == RecipientRole.Sender ? @event.OwnerId : contact?.UserId,
            Address = decision.Reason == Reasons.InvalidAddress ? null : candidate.Address,
            Locale = template.Locale,
            Template = template.Key,
            Variables = variables,
            Title = text.Title,
            Body = text.Body,
            Parts = text.Parts,
            State = decision.State,
            Reason = decision.Reason,
            Rule = decision.Rule,
            RuleData = decision.Data,
            ToldBy = decision.ToldBy,
            DueAt = decision.DueAt,
            ExpiresAt = candidate.ExpiresAt,
            UnsubscribeToken = candidate.Channel == Channel.Email && decision.DueAt is not null
                ? new Guid(RandomNumberGenerator.GetBytes(16))
                : null,
            TraceParent = Activity.Current?.Id,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>
    /// A text message goes to the account's number, or to the one on the label. The sender's mail goes to the account's address once that
    /// is confirmed, not to what was typed on the label; the recipient's can only go there.
    /// </summary>
    private static string? AddressFor(ShipmentEvent @event, Audience audience, Contact? contact) => audience switch
    {
        { Channel: Channel.Sms, Role: RecipientRole.Sender } => contact?.Phone,
        { Channel: Channel.Sms } => string.IsNullOrWhiteSpace(@event.Recipient.Phone) ? null : @event.Recipient.Phone.Trim(),
        { Channel: not Channel.Email } => null,
        { Role: RecipientRole.Sender } => contact is { EmailConfirmed: true } ? contact.Email : null,
        _ => string.IsNullOrWhiteSpace(@event.Recipient.Email) ? null : @event.Recipient.Email.Trim(),
    };
}
