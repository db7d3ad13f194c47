using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Features.Administer;

/// <summary>Reads what was done.</summary>
internal sealed class AuditLogHandler(AccountsDbContext db)
{
    public async Task<Result<ListAuditEntriesResponse>> ListAsync(ListAuditEntriesRequest request, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var page = Page.Of(request.Cursor, request.Limit, faults);
        var userId = Id("userId", request.UserId, faults);
        var actorId = Id("actorId", request.ActorId, faults);
        if (faults.Error is { } error)
        {
            return error;
        }

        var lines = db.AuditLog.AsNoTracking();
        lines = userId is null ? lines : lines.Where(line => line.UserId == userId);
        lines = actorId is null ? lines : lines.Where(line => line.ActorId == actorId);
        if (page.After is { } after)
        {
            lines = lines.Where(line => line.Id.CompareTo(after) < 0);
        }

        var found = await lines.OrderByDescending(line => line.Id).Take(page.Read).ToListAsync(cancellationToken);
        var (shown, next) = page.Cut(found, line => line.Id);
        return new ListAuditEntriesResponse { Entries = { shown.Select(ToProto) }, NextCursor = next };
    }

    public static AuditEntry ToProto(AuditLine line) => new()
    {
        Id = line.Id.ToString(),
        At = line.At.ToTimestamp(),
        ActorId = line.ActorId.ToString(),
        Action = line.Action,
        UserId = line.UserId.ToString(),
        Detail = line.Detail ?? string.Empty,
    };

    private static Guid? Id(string field, string text, FieldFaults faults)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!Guid.TryParse(text, out var id))
        {
            faults.Add(field, "Is the id of a user.");
        }

        return id;
    }
}
