using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Sms;
using Logistics.Notifications.Templates;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.ManageTemplates;

/// <summary>Shows what a version says, on the screen or where it would be read.</summary>
internal sealed class PreviewHandler(
    NotificationsDbContext db, PublishHandler publishing, IEnumerable<IChannelSender> senders, DispatchSignal signal, TimeProvider clock)
{
    public async Task<Result<TemplatePreview>> PreviewAsync(PreviewTemplateRequest request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Key, request.Version, cancellationToken) is not { } version)
        {
            return TemplateErrors.NotFound;
        }

        if (!Values(version, request.Variables).IsSuccess(out var values, out var error))
        {
            return error;
        }

        var faults = await publishing.FaultsAsync(version, cancellationToken);
        var preview = new TemplatePreview
        {
            Faults = { faults.Select(fault => new TemplateFault { Field = fault.Field, Message = fault.Message }) },
        };
        if (version.Parts.Values.All(source => TemplateSyntax.Faults(source, new VariableSchema(version.Variables)).Count == 0))
        {
            var text = new Template(version).Render(values);
            preview.Parts.Add(version.Parts.Keys.ToDictionary(name => name, name => TemplateChecks.TextOf(text, name)));
            preview.PushBytes = version.Channel == Channel.Push ? TemplateChecks.PushBytes(text) : 0;
            preview.Sms = version.Channel == Channel.Sms && SmsLength.Of(text.Body) is var length
                ? new SmsSize { Encoding = length.Encoding, Characters = length.Characters, Segments = length.Segments }
                : null;
        }

        return preview;
    }

    /// <summary>To the caller's own account, or to an address. No preference keeps it back, only that the address is dead.</summary>
    public async Task<Result<SendTestResponse>> SendTestAsync(SendTestRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Key, request.Version, cancellationToken) is not { } version)
        {
            return TemplateErrors.NotFound;
        }

        if (version.Channel != Channel.InApp && senders.All(sender => sender.Channel != version.Channel))
        {
            return TemplateErrors.ChannelNotConfigured;
        }

        var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(contact => contact.UserId == caller.UserId, cancellationToken);
        var address = AddressFor(version.Channel, request.To, contact);
        var faults = await publishing.FaultsAsync(version, cancellationToken);
        if (faults.Count > 0 || !address.IsSuccess(out var to, out _))
        {
            return Error.Validation([.. faults, .. address.IsSuccess(out _, out var wrong) ? [] : wrong.Fields]);
        }

        if (!Values(version, request.Variables).IsSuccess(out var values, out var error))
        {
            return error;
        }

        var now = clock.GetUtcNow();
        var notification = Make(version, values, caller, to.Length == 0 ? null : to, now);
        await db.OneAtATimeAsync(
            async () =>
            {
                await NotificationRows.AddAsync([notification], db, cancellationToken);
                db.Record(version, TemplateChange.Tested, caller, now);
                return true;
            },
            cancellationToken);
        signal.Wake();
        return new SendTestResponse { NotificationId = notification.Id.ToString() };
    }

    private static Notification Make(
        TemplateVersion version, Dictionary<string, string> values, Caller caller, string? address, DateTimeOffset now)
    {
        var text = new Template(version).Render(values);
        var isThere = version.Channel == Channel.InApp;
        return new Notification
        {
            Id = Guid.CreateVersion7(now),
            CauseId = Guid.CreateVersion7(now),
            Role = RecipientRole.Account,
            Channel = version.Channel,
            Priority = Priority.High,
            Category = Category.Account,
            OwnerId = caller.UserId,
            UserId = caller.UserId,
            Address = address,
            Locale = version.Locale,
            Template = version.Key,
            Variables = values,
            Title = text.Title,
            Body = text.Body,
            Parts = text.Parts,
            State = isThere ? NotificationState.Delivered : NotificationState.Queued,
            DueAt = isThere ? null : now,
            TraceParent = Activity.Current?.Id,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static Result<string> AddressFor(Channel channel, string to, Contact? contact) => (channel, to.Length) switch
    {
        (Channel.Email, 0) => contact is { EmailConfirmed: true }
            ? contact.Email
            : Error.Validation([new FieldError("to", "Is required: your account has no confirmed e-mail address.")]),
        (Channel.Email, _) => EmailAddress.IsDeliverable(to) ? to : Error.Validation([new FieldError("to", "Must be an e-mail address.")]),
        (Channel.Sms, 0) => contact?.Phone
            ?? (Result<string>)Error.Validation([new FieldError("to", "Is required: your account has no phone number.")]),
        (Channel.Sms, _) => PhoneNumber.IsDeliverable(to)
            ? to
            : Error.Validation([new FieldError("to", "Must be a phone number with its country code: +213….")]),
        (_, 0) => "",
        _ => Error.Validation([new FieldError("to", "This channel has no addresses: leave it out to have it yourself.")]),
    };

    /// <summary>The values that are given, or the examples.</summary>
    private static Result<Dictionary<string, string>> Values(TemplateVersion version, Struct? given)
    {
        var schema = new VariableSchema(version.Variables);
        if (given is null)
        {
            return schema.Examples();
        }

        var faults = schema.Validate(given.Fields, "variables");
        return faults.Count > 0 ? Error.Validation(faults) : VariableSchema.ToText(given.Fields);
    }

    private async Task<TemplateVersion?> FindAsync(string key, int number, CancellationToken cancellationToken) =>
        await db.TemplateVersions.AsNoTracking()
            .SingleOrDefaultAsync(version => version.Key == key && version.Version == number, cancellationToken);
}
