using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using AuditEntry = Logistics.Gateway.Api.AuditEntry;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.Administer;

internal static class AuditLogEndpoint
{
    public static async Task<IResult> HandleAsync(
        string? userId,
        string? actorId,
        string? cursor,
        string? limit,
        AdministrationService.AdministrationServiceClient administration,
        CancellationToken cancellationToken)
    {
        if (!PageLimit.Read(limit).IsSuccess(out var count, out var error))
        {
            return new ProblemResult(error);
        }

        var request = new ListAuditEntriesRequest { UserId = userId ?? "", ActorId = actorId ?? "", Cursor = cursor ?? "", Limit = count };
        var page = await administration.ListAuditEntriesAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new AuditPage { Items = [.. page.Entries.Select(ToApi)], NextCursor = page.NextCursor.OrNull() });
    }

    public static AuditEntry ToApi(Proto.AuditEntry entry) => new()
    {
        Id = entry.Id,
        At = entry.At.ToDateTimeOffset(),
        ActorId = entry.ActorId,
        Action = entry.Action,
        UserId = entry.UserId,
        Detail = entry.Detail.OrNull(),
    };
}
