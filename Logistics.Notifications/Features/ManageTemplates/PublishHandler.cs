using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Templates;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using Proto = Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Features.ManageTemplates;

/// <summary>Decides which version is in force. This replica goes by it when the answer is out, the others within seconds.</summary>
internal sealed class PublishHandler(NotificationsDbContext db, PublishedTemplates templates, TimeProvider clock)
{
    public async Task<Result<Proto.TemplateVersion>> PublishAsync(
        PublishTemplateRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var outcome = await db.OneAtATimeAsync<Result<Proto.TemplateVersion>>(
            async () =>
            {
                if (await db.TemplateVersions.FindAsync([request.Key, request.Version], cancellationToken) is not { } version)
                {
                    return TemplateErrors.NotFound;
                }

                if (version.State == TemplateState.Published)
                {
                    return version.ToProto();
                }

                var faults = await FaultsAsync(version, cancellationToken);
                if (faults.Count > 0)
                {
                    return Error.Validation(faults);
                }

                if (await FindPublishedAsync(version.Key, version.Channel, version.Locale, cancellationToken) is { } before)
                {
                    await WithdrawAsync(before, cancellationToken);
                }

                PutInForce(version, caller);
                db.Record(version, TemplateChange.Published, caller, clock.GetUtcNow());
                return version.ToProto();
            },
            cancellationToken);
        await templates.RefreshAsync(cancellationToken);
        return outcome;
    }

    public async Task<Result<RollBackTemplateResponse>> RollBackAsync(
        RollBackTemplateRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (request.Channel == Channel.Unspecified || request.Locale.Length == 0)
        {
            return Error.Validation(
                [new FieldError(request.Locale.Length == 0 ? "locale" : "channel", "Is required: which version to withdraw.")]);
        }

        var outcome = await db.OneAtATimeAsync<Result<RollBackTemplateResponse>>(
            async () =>
            {
                if (await FindPublishedAsync(request.Key, request.Channel, request.Locale, cancellationToken) is not { } bad)
                {
                    return TemplateErrors.NothingPublished;
                }

                var before = await db.TemplateVersions
                    .Where(version => version.Key == bad.Key
                        && version.Channel == bad.Channel
                        && version.Locale == bad.Locale
                        && version.Version < bad.Version
                        && version.State == TemplateState.Superseded)
                    .OrderByDescending(version => version.Version).FirstOrDefaultAsync(cancellationToken);
                if (before is null && BuiltInTemplates.SchemaFor(bad.Key) is null)
                {
                    return TemplateErrors.NothingBefore;
                }

                await WithdrawAsync(bad, cancellationToken);
                db.Record(bad, TemplateChange.RolledBack, caller, clock.GetUtcNow());
                if (before is not null)
                {
                    PutInForce(before, caller);
                }

                return new RollBackTemplateResponse { Version = before?.ToProto() };
            },
            cancellationToken);
        await templates.RefreshAsync(cancellationToken);
        return outcome;
    }

    /// <summary>
    /// All that keeps a version from being published, the others of its key included: callers fill in one set of variables for all of them.
    /// </summary>
    public async Task<IReadOnlyList<FieldError>> FaultsAsync(TemplateVersion version, CancellationToken cancellationToken)
    {
        var others = await db.TemplateVersions.AsNoTracking()
            .Where(other => other.Key == version.Key
                && other.State == TemplateState.Published
                && (other.Channel != version.Channel || other.Locale != version.Locale))
            .ToListAsync(cancellationToken);
        var known = VariableSchema.Union(others);
        var conflicts = version.Variables.Index().Where(variable =>
            known.Find(variable.Item.Name) is { } same
            && (same.Type != variable.Item.Type || !same.Fields.SequenceEqual(variable.Item.Fields)));
        return
        [
            .. TemplateChecks.Faults(version),
            .. conflicts.Select(variable => new FieldError(
                $"variables[{variable.Index}].type",
                "Is another in a published version of this key, for another channel or locale.")),
        ];
    }

    private Task<TemplateVersion?> FindPublishedAsync(string key, Channel channel, string locale, CancellationToken cancellationToken) =>
        db.TemplateVersions.SingleOrDefaultAsync(
        version => version.Key == key
            && version.Channel == channel
            && version.Locale == locale
            && version.State == TemplateState.Published, cancellationToken);

    /// <summary>At once: two cannot be in force, not even within a transaction.</summary>
    private async Task WithdrawAsync(TemplateVersion version, CancellationToken cancellationToken)
    {
        version.State = TemplateState.Superseded;
        await db.SaveChangesAsync(cancellationToken);
    }

    private void PutInForce(TemplateVersion version, Caller caller) =>
        (version.State, version.PublishedBy, version.PublishedAt) = (TemplateState.Published, caller.UserId, clock.GetUtcNow());
}
