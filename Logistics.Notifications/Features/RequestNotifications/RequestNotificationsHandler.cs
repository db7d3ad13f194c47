using Logistics.Contracts;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.KeepContacts;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Telemetry;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NotificationRequestMessage = Logistics.Contracts.Notifications.V1.NotificationRequest;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>
/// Takes a request: all of its recipients or none, and once, however often it comes. As many statements for a thousand recipients as for
/// one.
/// </summary>
internal sealed class RequestNotificationsHandler(
    NotificationsDbContext db,
    RequestValidation validation,
    RequestPlanner planner,
    RequestReader requests,
    DispatchSignal signal,
    WaitingMail waitingMail,
    NotificationMetrics metrics,
    IOptions<RequestsOptions> options,
    TimeProvider clock)
{
    /// <summary>A thousand recipients can have the same slip a thousand times.</summary>
    private const int MostFaults = 50;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task<Result<NotificationRequestMessage>> HandleAsync(
        RequestNotificationsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var hash = RequestValidation.HashOf(request);
        if (await FindAsync(caller.UserId, request.RequestId, hash, cancellationToken) is { } repeated)
        {
            return repeated;
        }

        var now = clock.GetUtcNow();
        var isFree = caller.IsInRole(Roles.Support) || caller.IsInRole(Roles.Admin);
        var faults = new List<FieldError>();
        var draft = validation.Read(request, isFree, now, faults);
        faults.AddRange(isFree ? [] : await StrangersAsync(draft.Addressees, caller.UserId, now, cancellationToken));
        if (faults.Count > 0)
        {
            return Error.Validation([.. faults.Distinct().Take(MostFaults)]);
        }

        var added = await db.Database.CreateExecutionStrategy()
            .ExecuteAsync(() => AddAsync(draft, caller.UserId, isFree, now, cancellationToken));
        if (!added.IsSuccess(out var notifications, out var error))
        {
            return error;
        }

        signal.Wake();
        if (notifications.Exists(notification => notification.Reason == Reasons.ContactUnknown))
        {
            await waitingMail.ReleaseAsync(cancellationToken);
        }

        return await FindAsync(caller.UserId, draft.RequestId, hash, cancellationToken) ?? RequestErrors.NotFound;
    }

    /// <summary>The answer to a request that was made before; none: it was not.</summary>
    private async Task<Result<NotificationRequestMessage>?> FindAsync(
        Guid ownerId, string requestId, byte[] hash, CancellationToken cancellationToken)
    {
        var made = await db.Set<Domain.NotificationRequest>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.OwnerId == ownerId && one.RequestId == requestId, cancellationToken);
        return made is null ? null : made.BodyHash.AsSpan()
            .SequenceEqual(hash) ? await requests.ShowAsync(made, cancellationToken) : RequestErrors.Differs;
    }

    /// <summary>
    /// Recipients whom a merchant has nothing to tell: it writes to itself, and to the parties of parcels that it handed over.
    /// </summary>
    private async Task<IEnumerable<FieldError>> StrangersAsync(
        IReadOnlyList<Addressee> addressees, Guid ownerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var addresses = addressees.SelectMany(Addresses).Select(address => address.Key).Distinct().ToList();
        var since = now - options.Value.CorrespondentsFor;
        var known = addresses.Count == 0 ? [] : await db.Set<Correspondent>()
            .Where(correspondent => correspondent.OwnerId == ownerId
                && addresses.Contains(correspondent.Address)
                && correspondent.SeenAt >= since)
            .Select(correspondent => correspondent.Address).ToHashSetAsync(cancellationToken);
        return addressees.Where(addressee => addressee.UserId is not null && addressee.UserId != ownerId)
            .Select(addressee => new FieldError(
                $"recipients[{addressee.Index}].userId", "Is not your own account; write to others at their addresses."))
            .Concat(addressees.SelectMany(addressee => Addresses(addressee)
                .Where(address => !known.Contains(address.Key))
                .Select(address => new FieldError(
                    $"recipients[{addressee.Index}].{address.Field}",
                    "Belongs to no party of a shipment of yours that was handed over."))));
    }

    private static IEnumerable<(string Field, string Key)> Addresses(Addressee addressee)
    {
        if (addressee.Email is { } email)
        {
            yield return ("email", EmailAddress.KeyOf(email));
        }

        if (addressee.Phone is { } phone)
        {
            yield return ("phone", phone);
        }
    }

    private async Task<Result<List<Notification>>> AddAsync(
        RequestDraft draft, Guid ownerId, bool isFree, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!isFree && await WouldBeTooManyAsync(draft, ownerId, now, cancellationToken))
        {
            return RequestErrors.TooMany;
        }

        // Waits for another that is adding the same; then there is nothing left to add.
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO notification_requests
                (owner_id, request_id, body_hash, template, category, priority, recipients, send_at, is_waiting, created_at)
            VALUES (
                {ownerId}, {draft.RequestId}, {draft.BodyHash}, {draft.Template}, {draft.Category.ToWire()}, {draft.Priority.ToWire()},
                {draft.Addressees.Count}, {draft.SendAt?.ToUniversalTime()}, {draft.SendAt is not null}, {now})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken) > 0;
        if (!isNew)
        {
            return new List<Notification>();
        }

        var candidates = RequestPlanner.Candidates(draft, ownerId, now).ToList();
        var notifications = draft.SendAt is null
            ? await planner.DecideAsync(candidates, db, now, cancellationToken)
            : await planner.AcceptAsync(candidates, db, now, cancellationToken);
        await NotificationRows.AddAsync(notifications, db, cancellationToken);
        db.PublishAll(notifications, metrics, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return notifications;
    }

    /// <summary>One request of an account at a time is counted.</summary>
    private async Task<bool> WouldBeTooManyAsync(RequestDraft draft, Guid ownerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({ownerId.ToString()}, 0))", cancellationToken);
        var sent = await db.Set<Domain.NotificationRequest>().Where(one => one.OwnerId == ownerId && one.CreatedAt > now - Day)
            .SumAsync(one => one.Recipients, cancellationToken);
        return sent + draft.Addressees.Count > options.Value.RecipientsPerDay;
    }
}
