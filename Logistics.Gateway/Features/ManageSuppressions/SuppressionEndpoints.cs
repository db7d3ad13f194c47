using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Suppression = Logistics.Gateway.Api.Suppression;

namespace Logistics.Gateway.Features.ManageSuppressions;

internal static class SuppressionEndpoints
{
    public static async Task<IResult> ListAsync(
        string? address, string? cursor, string? limit, SuppressionsService.SuppressionsServiceClient suppressions,
        CancellationToken cancellationToken)
    {
        if (!PageLimit.Read(limit).IsSuccess(out var count, out var error))
        {
            return new ProblemResult(error);
        }

        var request = new ListSuppressionsRequest { Address = address ?? "", Cursor = cursor ?? "", Limit = count };
        var page = await suppressions.ListSuppressionsAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new SuppressionPage
        {
            Items =
            [
                .. page.Suppressions.Select(suppression => new Suppression
                {
                    Id = suppression.Id,
                    Channel = suppression.Channel,
                    Address = suppression.Address,
                    Scope = suppression.Scope,
                    Reason = suppression.Reason,
                    Detail = suppression.Detail.OrNull(),
                    NotificationId = suppression.NotificationId,
                    CreatedAt = suppression.CreatedAt.ToDateTimeOffset(),
                }),
            ],
            NextCursor = page.NextCursor.OrNull(),
        });
    }

    public static async Task<NoContent> LiftAsync(
        string id, SuppressionsService.SuppressionsServiceClient suppressions, CancellationToken cancellationToken)
    {
        await suppressions.LiftSuppressionAsync(new LiftSuppressionRequest { Id = id }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}
