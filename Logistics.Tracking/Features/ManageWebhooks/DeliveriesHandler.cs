using System.Buffers.Text;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.QueueWebhooks;
using Logistics.Tracking.Features.SendWebhooks;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Webhook = Logistics.Tracking.Domain.Webhook;

namespace Logistics.Tracking.Features.ManageWebhooks;

/// <summary>The log of a webhook; what is in it can be sent again, and a test can be added.</summary>
internal sealed class DeliveriesHandler(TrackingDbContext db, WebhookSignal signal, TimeProvider clock)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public async Task<Result<ListDeliveriesResponse>> ListAsync(
        ListDeliveriesRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!TryReadCursor(request.Cursor, out var after) || request.Limit is < 0 or > MaxLimit)
        {
            return Error.Validation(
                [new FieldError("cursor", $"Is the nextCursor of an earlier answer, with a limit from 1 to {MaxLimit}.")]);
        }

        if (await FindAsync(request.WebhookId, caller, cancellationToken) is not { } webhook)
        {
            return WebhookErrors.NotFound;
        }

        var limit = request.Limit == 0 ? DefaultLimit : request.Limit;
        var found = await db.WebhookDeliveries.AsNoTracking()
            .Where(delivery => delivery.WebhookId == webhook.Id)
            .Where(delivery => after == null || delivery.EventId < after)
            .Where(delivery => request.State == DeliveryState.Unspecified || delivery.State == request.State)
            .OrderByDescending(delivery => delivery.EventId).Take(limit + 1).ToListAsync(cancellationToken);
        return new ListDeliveriesResponse
        {
            Deliveries = { found.Take(limit).Select(delivery => WebhookAnswers.Of(delivery, withPayload: false)) },
            NextCursor = found.Count > limit
                ? Base64Url.EncodeToString(found[limit - 1].EventId.ToByteArray(bigEndian: true))
                : string.Empty,
        };
    }

    public async Task<Result<Delivery>> GetAsync(string webhookId, string eventId, Caller caller, CancellationToken cancellationToken)
    {
        if (await FindAsync(webhookId, caller, cancellationToken) is not { } webhook)
        {
            return WebhookErrors.NotFound;
        }

        return Guid.TryParse(eventId, out var id)
            && await db.WebhookDeliveries.FindAsync([webhook.Id, id], cancellationToken) is { } delivery
            ? WebhookAnswers.Of(delivery, withPayload: true)
            : WebhookErrors.DeliveryNotFound;
    }

    public async Task<Result<Delivery>> TestAsync(string webhookId, Caller caller, CancellationToken cancellationToken)
    {
        if (await FindAsync(webhookId, caller, cancellationToken) is not { } webhook)
        {
            return WebhookErrors.NotFound;
        }

        if (!webhook.Enabled)
        {
            return WebhookErrors.Disabled;
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var delivery = new WebhookDelivery
        {
            WebhookId = webhook.Id,
            EventId = id,
            Type = TestNews.Type,
            Payload = TestNews.Write(id, webhook.Id, now),
            State = DeliveryState.Pending,
            CreatedAt = now,
            DueAt = now,
            Attempts = 0,
            Log = "[]",
        };
        db.WebhookDeliveries.Add(delivery);
        await db.SaveChangesAsync(cancellationToken);
        await WakeAsync(webhook, now, cancellationToken);
        return WebhookAnswers.Of(delivery, withPayload: true);
    }

    public async Task<Result<ReplayDeliveriesResponse>> ReplayAsync(
        ReplayDeliveriesRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.WebhookId, caller, cancellationToken) is not { } webhook)
        {
            return WebhookErrors.NotFound;
        }

        if (!webhook.Enabled)
        {
            return WebhookErrors.Disabled;
        }

        var now = clock.GetUtcNow();
        var queued = await Chosen(request, webhook).ExecuteUpdateAsync(
            set => set.SetProperty(delivery => delivery.State, DeliveryState.Pending)
                .SetProperty(delivery => delivery.DueAt, now)
                .SetProperty(delivery => delivery.Attempts, 0),
            cancellationToken);
        if (queued == 0 && request.WhichCase == ReplayDeliveriesRequest.WhichOneofCase.EventId)
        {
            return WebhookErrors.DeliveryNotFound;
        }

        await WakeAsync(webhook, now, cancellationToken);
        return new ReplayDeliveriesResponse { Queued = queued };
    }

    /// <summary>
    /// One, whatever became of it; or all since a time, those that were delivered only when asked for. What is waiting its turn goes on
    /// waiting.
    /// </summary>
    private IQueryable<WebhookDelivery> Chosen(ReplayDeliveriesRequest request, Webhook webhook)
    {
        var all = db.WebhookDeliveries.Where(delivery => delivery.WebhookId == webhook.Id);
        if (request.WhichCase == ReplayDeliveriesRequest.WhichOneofCase.EventId)
        {
            var known = Guid.TryParse(request.EventId, out var id);
            return all.Where(delivery => known && delivery.EventId == id);
        }

        var since = request.Since?.ToDateTimeOffset() ?? clock.GetUtcNow();
        return all.Where(delivery => delivery.CreatedAt >= since && delivery.DueAt == null
            && (request.IncludeDelivered || delivery.State != DeliveryState.Delivered));
    }

    private async Task WakeAsync(Webhook webhook, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Webhooks.Where(other => other.Id == webhook.Id && (other.DueAt == null || other.DueAt > now))
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.DueAt, now), cancellationToken);
        signal.Wake();
    }

    private async Task<Webhook?> FindAsync(string id, Caller caller, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var webhookId)
            ? await db.Webhooks.AsNoTracking()
                .SingleOrDefaultAsync(webhook => webhook.Id == webhookId && webhook.OwnerId == caller.UserId, cancellationToken)
            : null;

    private static bool TryReadCursor(string cursor, out Guid? after)
    {
        Span<byte> bytes = stackalloc byte[16];
        var isCursor = Base64Url.TryDecodeFromChars(cursor, bytes, out var written) && written == bytes.Length;
        after = isCursor ? new Guid(bytes, bigEndian: true) : null;
        return isCursor || cursor.Length == 0;
    }
}
