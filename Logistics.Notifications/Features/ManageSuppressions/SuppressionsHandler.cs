using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using SuppressionMessage = Logistics.Contracts.Notifications.V1.Suppression;

namespace Logistics.Notifications.Features.ManageSuppressions;

/// <summary>The suppression list, for the staff who look after it.</summary>
internal sealed class SuppressionsHandler(NotificationsDbContext db, TimeProvider clock)
{
    public async Task<Result<ListSuppressionsResponse>> ListAsync(ListSuppressionsRequest request, CancellationToken cancellationToken)
    {
        if (!Page.Of(request.Cursor, request.Limit).IsSuccess(out var page, out var error))
        {
            return error;
        }

        var inForce = db.Suppressions.AsNoTracking().Where(suppression => suppression.LiftedAt == null);
        if (request.Address.Length > 0)
        {
            var key = EmailAddress.KeyOf(request.Address);
            inForce = inForce.Where(suppression => suppression.AddressKey == key);
        }

        if (page.After is { } after)
        {
            inForce = inForce.Where(suppression => EF.Functions.LessThan(
                ValueTuple.Create(suppression.CreatedAt, suppression.Id), ValueTuple.Create(after.At, after.Id)));
        }

        var found = await inForce.OrderByDescending(suppression => suppression.CreatedAt).ThenByDescending(suppression => suppression.Id)
            .Take(page.Limit + 1).ToListAsync(cancellationToken);
        var shown = found.Take(page.Limit).ToList();
        return new ListSuppressionsResponse
        {
            Suppressions =
            {
                shown.Select(suppression => new SuppressionMessage
                {
                    Id = suppression.Id.ToString(),
                    Channel = suppression.Channel,
                    Address = suppression.AddressKey,
                    Scope = suppression.Scope,
                    Reason = suppression.Reason,
                    Detail = suppression.Detail ?? "",
                    NotificationId = suppression.NotificationId.ToString(),
                    CreatedAt = suppression.CreatedAt.ToTimestamp(),
                }),
            },
            NextCursor = found.Count > shown.Count ? new PageCursor(shown[^1].CreatedAt, shown[^1].Id).ToString() : "",
        };
    }

    public async Task<Result<LiftSuppressionResponse>> LiftAsync(
        LiftSuppressionRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lifted = !Guid.TryParse(request.Id, out var id)
            ? 0
            : await db.Suppressions.Where(suppression => suppression.Id == id && suppression.LiftedAt == null)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(suppression => suppression.LiftedAt, now)
                        .SetProperty(suppression => suppression.LiftedBy, caller.UserId),
                    cancellationToken);
        return lifted > 0 ? new LiftSuppressionResponse() : SuppressionErrors.NotFound;
    }
}

internal static class SuppressionErrors
{
    public static Error NotFound { get; } = new("suppression.not_found", "There is no such suppression in force.", ErrorKind.NotFound);
}
