using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.SendWebhooks;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Proto = Logistics.Contracts.Tracking.V1;
using Webhook = Logistics.Tracking.Domain.Webhook;

namespace Logistics.Tracking.Features.ManageWebhooks;

/// <summary>The caller's webhooks. Changes are single statements on single columns: the schedule beside them is the dispatchers'.</summary>
internal sealed class WebhooksHandler(
    TrackingDbContext db, WebhookFields fields, WebhookSecrets secrets, WebhookSignal signal, TimeProvider clock)
{
    public const int MaxWebhooks = 10;

    /// <summary>How long the secret before goes on signing: receivers have so long to take the new one.</summary>
    private static readonly TimeSpan SecretOverlap = TimeSpan.FromDays(1);

    public async Task<Result<WebhookWithSecret>> CreateAsync(
        CreateWebhookRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!fields.Check(request.Url, request.Events).IsSuccess(out var events, out var error))
        {
            return error;
        }

        var (secret, now) = (WebhookSecret.Create(), clock.GetUtcNow());
        var id = Guid.CreateVersion7(now);
        var webhook = new Webhook
        {
            Id = id,
            OwnerId = caller.UserId,
            Url = request.Url,
            Events = events,
            Secret = secrets.Close(secret, id),
            Enabled = true,
            CreatedAt = now,
        };
        if (!await AddAsync(webhook, cancellationToken))
        {
            return WebhookErrors.TooMany;
        }

        return new WebhookWithSecret { Webhook = WebhookAnswers.Of(webhook, now), Secret = secret.Reveal() };
    }

    public async Task<ListWebhooksResponse> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        var webhooks = await Own(caller.UserId).AsNoTracking().OrderBy(webhook => webhook.Id).ToListAsync(cancellationToken);
        return new ListWebhooksResponse { Webhooks = { webhooks.Select(webhook => WebhookAnswers.Of(webhook, clock.GetUtcNow())) } };
    }

    public async Task<Result<Proto.Webhook>> GetAsync(string id, Caller caller, CancellationToken cancellationToken) =>
        await One(id, caller).AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } webhook
            ? WebhookAnswers.Of(webhook, clock.GetUtcNow())
            : WebhookErrors.NotFound;

    public async Task<Result<Proto.Webhook>> UpdateAsync(UpdateWebhookRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!fields.Check(request.HasUrl ? request.Url : null, request.Events?.Names).IsSuccess(out var events, out var error))
        {
            return error;
        }

        var now = clock.GetUtcNow();
        await One(request.Id, caller).ExecuteUpdateAsync(
            set =>
            {
                if (request.HasUrl)
                {
                    set.SetProperty(webhook => webhook.Url, request.Url);
                }

                if (request.Events is not null)
                {
                    set.SetProperty(webhook => webhook.Events, events);
                }

                // Whoever says that it is there, or that it is elsewhere, wants what is due to be tried now. What becomes of attempts under
                // way, to the webhook as it was, no longer counts.
                set.SetProperty(webhook => webhook.Enabled, webhook => request.HasEnabled ? request.Enabled : webhook.Enabled)
                    .SetProperty(webhook => webhook.DisabledReason, webhook => request.HasEnabled ? null : webhook.DisabledReason)
                    .SetProperty(webhook => webhook.Failures, 0)
                    .SetProperty(webhook => webhook.PausedUntil, (DateTimeOffset?)null)
                    .SetProperty(webhook => webhook.DueAt, now)
                    .SetProperty(webhook => webhook.LeasedUntil, (DateTimeOffset?)null)
                    .SetProperty(webhook => webhook.Fence, webhook => webhook.Fence + 1);
            },
            cancellationToken);
        signal.Wake();
        return await GetAsync(request.Id, caller, cancellationToken);
    }

    public async Task<Result<DeleteWebhookResponse>> DeleteAsync(string id, Caller caller, CancellationToken cancellationToken) =>
        await One(id, caller).ExecuteDeleteAsync(cancellationToken) > 0 ? new DeleteWebhookResponse() : WebhookErrors.NotFound;

    public async Task<Result<WebhookWithSecret>> RotateAsync(string id, Caller caller, CancellationToken cancellationToken)
    {
        var (secret, now) = (WebhookSecret.Create(), clock.GetUtcNow());
        if (Guid.TryParse(id, out var webhookId))
        {
            var (closed, until) = (secrets.Close(secret, webhookId), now + SecretOverlap);
            await One(id, caller).ExecuteUpdateAsync(
                set => set.SetProperty(webhook => webhook.FormerSecret, webhook => webhook.Secret)
                    .SetProperty(webhook => webhook.FormerSecretUntil, until)
                    .SetProperty(webhook => webhook.Secret, closed),
                cancellationToken);
        }

        return (await GetAsync(id, caller, cancellationToken))
            .Then<WebhookWithSecret>(webhook => new WebhookWithSecret { Webhook = webhook, Secret = secret.Reveal() });
    }

    /// <summary>Unless there are enough: those of one owner are counted and added in turn.</summary>
    private Task<bool> AddAsync(Webhook webhook, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended('webhooks of ' || {webhook.OwnerId}::text, 0))", cancellationToken);
        if (await Own(webhook.OwnerId).CountAsync(other => other.Id != webhook.Id, cancellationToken) >= MaxWebhooks)
        {
            return false;
        }

        if (!await db.Webhooks.AnyAsync(other => other.Id == webhook.Id, cancellationToken)) // else only the answer to the commit was lost
        {
            db.Webhooks.Add(webhook);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    });

    private IQueryable<Webhook> Own(Guid ownerId) => db.Webhooks.Where(webhook => webhook.OwnerId == ownerId);

    private IQueryable<Webhook> One(string id, Caller caller)
    {
        var known = Guid.TryParse(id, out var webhookId);
        return Own(caller.UserId).Where(webhook => known && webhook.Id == webhookId);
    }
}
