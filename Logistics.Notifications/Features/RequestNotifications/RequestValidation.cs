using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Templates;
using Logistics.ServiceDefaults.Results;
using Enum = System.Enum;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>Reads a request and collects all that is wrong with it, by the paths of the public JSON.</summary>
internal sealed partial class RequestValidation(ITemplateSource templates)
{
    private const int MaxRecipients = 1_000;
    private const int LongestName = 64;

    private static readonly TimeSpan Furthest = TimeSpan.FromDays(90);

    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    /// <param name="isFree">Whether the caller may write to anyone and about anything.</param>
    /// <param name="faults">Gets what is wrong; with any, what is returned is worth nothing.</param>
    public RequestDraft Read(RequestNotificationsRequest request, bool isFree, DateTimeOffset now, List<FieldError> faults)
    {
        Check(
            request.RequestId.Length == 0 || RequestId().IsMatch(request.RequestId),
            "requestId",
            "Has 1 to 100 letters, digits, dots, dashes, underlines and colons.");
        Check(request.Locale.Length == 0 || Locale().IsMatch(request.Locale), "locale", "Is a language tag: fr, fr-DZ.");
        Check(
            request.Category != NotificationCategory.Unspecified && Enum.IsDefined(request.Category),
            "category",
            "Is one of SHIPMENT_PROGRESS, DELIVERY, PROBLEM, NEWS.");
        Check(isFree || request.Category != NotificationCategory.News, "category", "News are for the staff to send.");
        Check(Enum.IsDefined(request.Priority), "priority", "Is one of HIGH, NORMAL, BULK.");
        Check(
            request.Channels is { Count: > 0 } channels
            && channels.All(channel => channel != Channel.Unspecified && Enum.IsDefined(channel)),
            "channels",
            "Are one or more of EMAIL, PUSH, SMS, IN_APP.");
        Check(request.Recipients.Count is > 0 and <= MaxRecipients, "recipients", $"Are 1 to {MaxRecipients}.");
        var sendAt = request.SendAt?.ToDateTimeOffset();
        Check(sendAt is null || (sendAt > now - Leeway && sendAt <= now + Furthest), "sendAt", "Is within the next 90 days.");
        var schema = SchemaOf(request, faults);
        return new RequestDraft
        {
            RequestId = request.RequestId.Length > 0 ? request.RequestId : Guid.CreateVersion7(now).ToString(),
            BodyHash = HashOf(request),
            Template = request.Template,
            Category = CategoryOf(request.Category),
            Priority = request.Priority switch
            {
                NotificationPriority.High => Priority.High,
                NotificationPriority.Bulk => Priority.Bulk,
                _ => Priority.Normal,
            },
            Channels = [.. request.Channels.Distinct()],
            SendAt = sendAt > now ? sendAt : null,
            Locale = request.Locale.Length > 0 ? request.Locale : null,
            Addressees = Addressees(request, schema, faults),
        };

        void Check(bool isGood, string field, string fault)
        {
            if (!isGood)
            {
                faults.Add(new FieldError(field, fault));
            }
        }
    }

    /// <summary>What tells one request from another by the same id.</summary>
    public static byte[] HashOf(RequestNotificationsRequest request) =>
        SHA256.HashData(new RequestNotificationsRequest(request) { RequestId = "" }.ToByteArray());

    /// <summary>What the template takes; none where there is no such template, or not for these channels.</summary>
    private VariableSchema? SchemaOf(RequestNotificationsRequest request, List<FieldError> faults)
    {
        // Mails about accounts are written by the system alone: nobody else is to look like it.
        var schema = request.Template.StartsWith("user.", StringComparison.Ordinal) ? null : templates.SchemaOf(request.Template);
        if (schema is null)
        {
            faults.Add(new FieldError("template", "There is no such template that can be asked for."));
            return null;
        }

        faults.AddRange(request.Channels.Where(channel => Enum.IsDefined(channel) && channel != Channel.Unspecified).Distinct()
            .Where(
                channel => templates.Find(request.Template, channel, request.Locale.Length > 0 ? request.Locale : Language.Default) is null)
            .Select(channel => new FieldError("channels", $"The template has nothing to say by {channel}.")));
        return schema;
    }

    private static List<Addressee> Addressees(RequestNotificationsRequest request, VariableSchema? schema, List<FieldError> faults)
    {
        var seen = new Dictionary<string, int>();
        var addressees = new List<Addressee>();
        foreach (var (index, recipient) in request.Recipients.Take(MaxRecipients).Index())
        {
            var path = $"recipients[{index}]";
            var userId = Guid.TryParse(recipient.UserId, out var id) ? id : (Guid?)null;
            var email = recipient.Email.Trim();
            var phone = recipient.Phone.Trim();
            if (recipient.UserId.Length > 0 && userId is null)
            {
                faults.Add(new FieldError($"{path}.userId", "Is no id of an account."));
            }

            if (email.Length > 0 && !EmailAddress.IsDeliverable(email))
            {
                faults.Add(new FieldError($"{path}.email", "Is no address that mail can go to."));
            }

            if (phone.Length > 0 && !PhoneNumber.IsDeliverable(phone))
            {
                faults.Add(new FieldError($"{path}.phone", "Is a number in E.164: +213551234567."));
            }

            if (recipient.UserId.Length > 0 == (email.Length > 0 || phone.Length > 0))
            {
                faults.Add(new FieldError(path, "Has either a userId, or an email or a phone or both."));
            }

            faults.AddRange(new[] { recipient.UserId, EmailAddress.KeyOf(email), phone }
                .Where(key => key.Length > 0 && !seen.TryAdd(key, index))
                .Select(key => new FieldError(path, $"Is there before: recipients[{seen[key]}].")).Take(1));

            var addressee = new Addressee(
                index,
                userId,
                email.Length > 0 ? email : null,
                phone.Length > 0 ? phone : null,
                Variables(request.Variables, recipient.Variables, schema, $"{path}.variables", faults));
            if (request.Channels.Count > 0
                && !request.Channels.Any(channel =>
                    channel != Channel.Unspecified && Enum.IsDefined(channel) && addressee.CanBeToldBy(channel)))
            {
                faults.Add(new FieldError(path, "Cannot be told by any of the channels; PUSH and IN_APP need a userId."));
            }

            addressees.Add(addressee);
        }

        return addressees;
    }

    /// <summary>The common ones, and those of the recipient before them.</summary>
    private static Dictionary<string, string> Variables(
        Struct? common, Struct? own, VariableSchema? schema, string path, List<FieldError> faults)
    {
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in (common?.Fields ?? []).Concat(own?.Fields ?? []))
        {
            values[name] = value;
        }

        if (values.Keys.Any(name => name.Length > LongestName))
        {
            faults.Add(new FieldError(path, $"Have names of at most {LongestName} characters."));
            return [];
        }

        var wrong = schema?.Validate(values, path) ?? [];
        faults.AddRange(wrong.Select(fault =>
            fault.Field[(path.Length + 1)..] is var name
            && common?.Fields.ContainsKey(name) == true
            && own?.Fields.ContainsKey(name) != true
                ? fault with { Field = $"variables.{name}" }
                : fault));
        return wrong.Count > 0 || schema is null ? [] : VariableSchema.ToText(values);
    }

    private static Category CategoryOf(NotificationCategory category) => category switch
    {
        NotificationCategory.Delivery => Category.Delivery,
        NotificationCategory.Problem => Category.Problem,
        NotificationCategory.News => Category.News,
        _ => Category.ShipmentProgress,
    };

    [GeneratedRegex(@"^[A-Za-z0-9._:-]{1,100}\z")]
    private static partial Regex RequestId();

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\z")]
    private static partial Regex Locale();
}
