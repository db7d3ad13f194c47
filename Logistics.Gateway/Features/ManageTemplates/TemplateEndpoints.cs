using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.Gateway.Idempotency;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Notifications.V1;
using Templates = Logistics.Contracts.Notifications.V1.TemplatesService.TemplatesServiceClient;

namespace Logistics.Gateway.Features.ManageTemplates;

internal static class TemplateEndpoints
{
    public static async Task<IResult> ListAsync(string? cursor, string? limit, Templates templates, CancellationToken cancellationToken)
    {
        if (!PageLimit.Read(limit).IsSuccess(out var count, out var error))
        {
            return new ProblemResult(error);
        }

        var page = await templates.ListTemplatesAsync(
            new ListTemplatesRequest { Cursor = cursor ?? "", Limit = count }, cancellationToken: cancellationToken);
        return TypedResults.Ok(new TemplatePage
        {
            Items =
            [
                .. page.Templates.Select(template => new Api.TemplateSummary
                {
                    Key = template.Key,
                    IsBuiltIn = template.BuiltIn,
                    LatestVersion = template.LatestVersion == 0 ? null : template.LatestVersion,
                    Published = [.. template.Published.Select(version =>
                        new PublishedTemplate { Channel = version.Channel, Locale = version.Locale, Version = version.Version })],
                }),
            ],
            NextCursor = page.NextCursor.OrNull(),
        });
    }

    public static async Task<Ok<Api.Template>> GetAsync(string key, Templates templates, CancellationToken cancellationToken)
    {
        var template = await templates.GetTemplateAsync(new GetTemplateRequest { Key = key }, cancellationToken: cancellationToken);
        return TypedResults.Ok(new Api.Template
        {
            Key = template.Key,
            Variables = [.. template.Variables.Select(ToApi)],
            BuiltIn = [.. template.BuiltIn.Select(wording =>
                new Api.BuiltInWording { Locale = wording.Locale, Title = wording.Title, Body = wording.Body })],
            Versions = [.. template.Versions.Select(ToApi)],
            Changes = [.. template.Changes.Select(change => new Api.TemplateChange
            {
                Action = change.Action,
                Version = change.Version,
                ActorId = change.ActorId,
                At = change.At.ToDateTimeOffset(),
            })],
        });
    }

    public static Task<IResult> CreateAsync(
        string key, CreateTemplateVersionBody body, HttpContext context, IdempotentRequests requests, Templates templates,
        CancellationToken cancellationToken) =>
        requests.OnceAsync(context, body, GatewayJson.Shared.CreateTemplateVersionBody, async idempotencyKey =>
        {
            var request = new CreateTemplateVersionRequest
            {
                Key = key,
                Channel = body.Channel ?? Channel.Unspecified,
                Locale = body.Locale ?? "",
                Parts = { (body.Parts ?? new Dictionary<string, string?>()).ToDictionary(part => part.Key, part => part.Value ?? "") },
                Variables = { (body.Variables ?? []).Select(ToProto) },
                IdempotencyKey = idempotencyKey,
            };
            var made = ToApi(await templates.CreateVersionAsync(request, cancellationToken: cancellationToken));
            return (Result<JsonAnswer>)JsonAnswer.Of(
                StatusCodes.Status201Created, made, GatewayJson.Shared.TemplateVersion, location: $"/v1/admin/templates/{made.Key}");
        });

    public static async Task<Ok<Api.TemplatePreview>> PreviewAsync(
        string key, int version, PreviewTemplateBody body, Templates templates, CancellationToken cancellationToken)
    {
        var request = new PreviewTemplateRequest
        {
            Key = key,
            Version = version,
            Variables = body.Variables is null ? null : JsonValues.ToStruct(body.Variables),
        };
        var preview = await templates.PreviewVersionAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new Api.TemplatePreview
        {
            Parts = new Dictionary<string, string>(preview.Parts),
            Faults = [.. preview.Faults.Select(fault => new Api.TemplateFault { Field = fault.Field, Message = fault.Message })],
            Sms = preview.Sms is { } sms
                ? new Api.SmsSize { Encoding = sms.Encoding, Characters = sms.Characters, Segments = sms.Segments }
                : null,
            PushBytes = preview.PushBytes == 0 ? null : preview.PushBytes,
        });
    }

    public static async Task<Accepted<TestSent>> SendTestAsync(
        string key, int version, SendTestBody body, Templates templates, CancellationToken cancellationToken)
    {
        var request = new SendTestRequest
        {
            Key = key,
            Version = version,
            To = body.To ?? "",
            Variables = body.Variables is null ? null : JsonValues.ToStruct(body.Variables),
        };
        var sent = await templates.SendTestAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Accepted((string?)null, new TestSent { NotificationId = sent.NotificationId });
    }

    public static async Task<Ok<Api.TemplateVersion>> PublishAsync(
        string key, int version, Templates templates, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToApi(await templates.PublishVersionAsync(
            new PublishTemplateRequest { Key = key, Version = version }, cancellationToken: cancellationToken)));

    public static async Task<Ok<RolledBackTemplate>> RollBackAsync(
        string key, RollBackTemplateBody body, Templates templates, CancellationToken cancellationToken)
    {
        var request = new RollBackTemplateRequest { Key = key, Channel = body.Channel ?? Channel.Unspecified, Locale = body.Locale ?? "" };
        var answer = await templates.RollBackAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new RolledBackTemplate { Version = answer.Version is { } version ? ToApi(version) : null });
    }

    private static Proto.TemplateVariable ToProto(Api.TemplateVariable? variable) => new()
    {
        Name = variable?.Name ?? "",
        Type = variable?.Type ?? VariableType.Unspecified,
        Required = variable?.Required ?? true,
        Example = variable?.Example is { } example ? JsonValues.ToValue(example) : null,
        Fields = { (variable?.Fields ?? []).Select(field => field ?? "") },
    };

    private static Api.TemplateVariable ToApi(Proto.TemplateVariable variable) => new()
    {
        Name = variable.Name,
        Type = variable.Type,
        Required = variable.Required,
        Example = variable.Example is { } example ? JsonValues.ToJson(example) : null,
        Fields = variable.Fields.Count == 0 ? null : [.. variable.Fields],
    };

    private static Api.TemplateVersion ToApi(Proto.TemplateVersion version) => new()
    {
        Key = version.Key,
        Version = version.Version,
        Channel = version.Channel,
        Locale = version.Locale,
        State = version.State,
        Parts = new Dictionary<string, string>(version.Parts),
        Variables = [.. version.Variables.Select(ToApi)],
        CreatedBy = version.CreatedBy,
        CreatedAt = version.CreatedAt.ToDateTimeOffset(),
        PublishedBy = version.PublishedBy.OrNull(),
        PublishedAt = version.PublishedAt?.ToDateTimeOffset(),
    };
}
