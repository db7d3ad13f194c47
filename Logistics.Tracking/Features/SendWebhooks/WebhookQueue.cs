using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Contracts;
using Logistics.Messaging;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Webhook = Logistics.Tracking.Domain.Webhook;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>
/// The work of the dispatchers, in the tables themselves. A webhook, not a message, is what is claimed: its schedule is one, and so is the
/// worker that has it. A claim is a lease; what a worker records whose lease was taken over is void, and its messages are sent again.
/// </summary>
internal sealed class WebhookQueue(IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Of now (<c>{0}</c>).</summary>
    private const string IsDue =
        "enabled AND due_at <= {0} AND (paused_until IS NULL OR paused_until <= {0}) AND (leased_until IS NULL OR leased_until <= {0})";

    /// <summary>Takes webhooks that have something due, so that no other worker has them until the lease ends.</summary>
    public async Task<List<Webhook>> ClaimAsync(int limit, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await database.AnyAsync(FormattableStringFactory.Create($"SELECT FROM webhooks WHERE {IsDue}", now), cancellationToken))
        {
            return []; // mostly: that is cheaper
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackingDbContext>();
        return await db.Webhooks.FromSqlRaw(
            $$"""
            WITH due AS (
                SELECT id FROM webhooks WHERE {{IsDue}} ORDER BY due_at LIMIT {1} FOR NO KEY UPDATE SKIP LOCKED
            )
            UPDATE webhooks w SET leased_until = {2}, due_at = {2}, fence = fence + 1 FROM due WHERE w.id = due.id
            RETURNING w.*
            """,
            now,
            limit,
            now + lease).AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>What is due of a claimed webhook, the longest due first.</summary>
    public async Task<List<WebhookDelivery>> ReadAsync(Webhook webhook, int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackingDbContext>();
        var now = clock.GetUtcNow();
        return await db.WebhookDeliveries.AsNoTracking()
            .Where(delivery => delivery.WebhookId == webhook.Id && delivery.DueAt <= now)
            .OrderBy(delivery => delivery.DueAt).ThenBy(delivery => delivery.EventId)
            .Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>Writes down what became of messages and gives the webhook back, due when the next of them is.</summary>
    public async Task RecordAsync(
        Webhook webhook,
        IReadOnlyList<Step> steps,
        int failures,
        DateTimeOffset? pausedUntil,
        string? disabledReason,
        CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TrackingDbContext>();
        var rows = JsonSerializer.Serialize([.. steps.Select(StepRow.Of)], StepJson.Default.IReadOnlyListStepRow);
        await db.Database.ExecuteSqlAsync(
            $"""
            WITH ours AS (
                SELECT id FROM webhooks WHERE id = {webhook.Id} AND fence = {webhook.Fence} FOR NO KEY UPDATE
            ), step AS (
                SELECT * FROM jsonb_to_recordset({rows}::jsonb) AS s(event_id uuid, state text, due_at timestamptz, attempt jsonb)
            ), recorded AS (
                UPDATE webhook_deliveries d
                SET state = step.state, due_at = step.due_at, attempts = d.attempts + 1, log = d.log || step.attempt
                FROM step, ours WHERE d.webhook_id = ours.id AND d.event_id = step.event_id
            )
            UPDATE webhooks w
            SET leased_until = NULL, failures = {failures}, paused_until = {pausedUntil},
                enabled = w.enabled AND {disabledReason}::text IS NULL, disabled_reason = COALESCE({disabledReason}, w.disabled_reason),
                due_at = LEAST(CASE WHEN w.due_at < {webhook.DueAt} THEN w.due_at END, (SELECT min(due_at) FROM step), (
                    SELECT min(d.due_at) FROM webhook_deliveries d
                    WHERE d.webhook_id = w.id AND d.due_at IS NOT NULL AND d.event_id NOT IN (SELECT event_id FROM step)))
            FROM ours WHERE w.id = ours.id
            """,
            cancellationToken);
    }
}

/// <summary>A <see cref="Step"/> as the statement reads it.</summary>
internal sealed record StepRow(Guid EventId, string State, DateTimeOffset? DueAt, Attempt Attempt)
{
    public static StepRow Of(Step step) => new(step.EventId, step.State.ToWire(), step.DueAt, step.Attempt);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<StepRow>))]
[JsonSerializable(typeof(List<Attempt>))]
internal sealed partial class StepJson : JsonSerializerContext;
