using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;

namespace Logistics.Gateway.Features.ReadMailbox;

internal static class ListMailsEndpoint
{
    public static async Task<IResult> HandleAsync(
        string? to,
        string? cursor,
        string? limit,
        NotificationsService.NotificationsServiceClient notifications,
        CancellationToken cancellationToken)
    {
        if (!PageLimit.Read(limit).IsSuccess(out var count, out var error))
        {
            return new ProblemResult(error);
        }

        var request = new ListMailsRequest { Cursor = cursor ?? "", Limit = count, To = to ?? "" };
        var page = await notifications.ListMailsAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(
            new MailPage { Items = [.. page.Mails.Select(mail => mail.ToApi())], NextCursor = page.NextCursor.OrNull() });
    }
}
