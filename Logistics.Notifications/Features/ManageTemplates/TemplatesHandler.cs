using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Templates;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using Proto = Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Features.ManageTemplates;

/// <summary>The templates as administrators see them, and new drafts of them.</summary>
internal sealed class TemplatesHandler(NotificationsDbContext db, TimeProvider clock)
{
    private const int UsualPage = 20;
    private const int LargestPage = 100;
    private const int MostShown = 200;

    public async Task<Result<ListTemplatesResponse>> ListAsync(ListTemplatesRequest request, CancellationToken cancellationToken)
    {
        if (request.Limit is < 0 or > LargestPage)
        {
            return Error.Validation([new FieldError("limit", $"Must be from 1 to {LargestPage}.")]);
        }

        // The cursor is the last key of the page before.
        var limit = request.Limit == 0 ? UsualPage : request.Limit;
        var own = await db.TemplateVersions.GroupBy(version => version.Key)
            .Select(key => new { key.Key, Latest = key.Max(version => version.Version) })
            .ToDictionaryAsync(key => key.Key, key => key.Latest, StringComparer.Ordinal, cancellationToken);
        var keys = BuiltInTemplates.Keys.Union(own.Keys).Where(key => string.CompareOrdinal(key, request.Cursor) > 0)
            .Order(StringComparer.Ordinal).Take(limit + 1).ToList();
        var shown = keys.Take(limit).ToList();
        var published = (await db.TemplateVersions.AsNoTracking()
            .Where(version => shown.Contains(version.Key) && version.State == TemplateState.Published)
            .OrderBy(version => version.Channel).ThenBy(version => version.Locale)
            .Select(version => new { version.Key, version.Channel, version.Locale, version.Version }).ToListAsync(cancellationToken))
            .ToLookup(version => version.Key);
        return new ListTemplatesResponse
        {
            Templates =
            {
                shown.Select(key => new TemplateSummary
                {
                    Key = key,
                    BuiltIn = BuiltInTemplates.SchemaFor(key) is not null,
                    LatestVersion = own.GetValueOrDefault(key),
                    Published =
                    {
                        published[key].Select(version => new TemplateInForce
                        {
                            Channel = version.Channel,
                            Locale = version.Locale,
                            Version = version.Version,
                        }),
                    },
                }),
            },
            NextCursor = keys.Count > shown.Count ? shown[^1] : "",
        };
    }

    public async Task<Result<Proto.Template>> GetAsync(GetTemplateRequest request, CancellationToken cancellationToken)
    {
        var versions = await db.TemplateVersions.AsNoTracking().Where(version => version.Key == request.Key)
            .OrderByDescending(version => version.Version).Take(MostShown).ToListAsync(cancellationToken);
        var schema = BuiltInTemplates.SchemaFor(request.Key);
        if (versions.Count == 0 && schema is null)
        {
            return TemplateErrors.NotFound;
        }

        var changes = await db.TemplateChanges.AsNoTracking().Where(change => change.Key == request.Key)
            .OrderByDescending(change => change.Id).Take(MostShown).ToListAsync(cancellationToken);
        return new Proto.Template
        {
            Key = request.Key,
            Variables =
            {
                (schema ?? VariableSchema.Union(versions.Where(version => version.State == TemplateState.Published)))
                    .Variables.Select(TemplateMessages.ToProto),
            },
            BuiltIn =
            {
                Language.All.Where(language => language.Wordings.ContainsKey(request.Key))
                    .OrderBy(language => language.Code, StringComparer.Ordinal)
                    .Select(language => new BuiltInWording
                    {
                        Locale = language.Code,
                        Title = language.Wordings[request.Key].Title,
                        Body = language.Wordings[request.Key].Body,
                    }),
            },
            Versions = { versions.Select(TemplateMessages.ToProto) },
            Changes = { changes.Select(TemplateMessages.ToProto) },
        };
    }

    public async Task<Result<Proto.TemplateVersion>> CreateAsync(
        CreateTemplateVersionRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!DraftValidation.Read(request).IsSuccess(out var draft, out var error))
        {
            return error;
        }

        return await db.OneAtATimeAsync<Result<Proto.TemplateVersion>>(
            async () =>
            {
                var earlier = request.IdempotencyKey.Length == 0 ? null : await db.TemplateVersions.AsNoTracking().SingleOrDefaultAsync(
                    version => version.CreatedBy == caller.UserId
                        && version.Key == request.Key
                        && version.IdempotencyKey == request.IdempotencyKey, cancellationToken);
                if (earlier is not null)
                {
                    return IsSame(earlier, request, draft) ? earlier.ToProto() : TemplateErrors.KeyReused;
                }

                var latest = await db.TemplateVersions.Where(version => version.Key == request.Key)
                    .MaxAsync(version => (int?)version.Version, cancellationToken) ?? 0;
                var made = new TemplateVersion
                {
                    Key = request.Key,
                    Version = latest + 1,
                    Channel = request.Channel,
                    Locale = request.Locale,
                    State = TemplateState.Draft,
                    Parts = draft.Parts,
                    Variables = draft.Variables,
                    IdempotencyKey = request.IdempotencyKey.Length == 0 ? null : request.IdempotencyKey,
                    CreatedBy = caller.UserId,
                    CreatedAt = clock.GetUtcNow(),
                };
                db.TemplateVersions.Add(made);
                db.Record(made, TemplateChange.Created, caller, made.CreatedAt);
                return made.ToProto();
            },
            cancellationToken);
    }

    private static bool IsSame(
        TemplateVersion earlier,
        CreateTemplateVersionRequest request,
        (Dictionary<string, string> Parts, IReadOnlyList<TemplateVariable> Variables) draft) =>
        (earlier.Channel, earlier.Locale) == (request.Channel, request.Locale)
        && earlier.Parts.Count == draft.Parts.Count && !earlier.Parts.Except(draft.Parts).Any()
        && earlier.Variables.Select(TemplateMessages.ToProto).SequenceEqual(draft.Variables.Select(TemplateMessages.ToProto));
}
