using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using ExplainedChange = Logistics.Gateway.Api.ExplainedChange;
using Explanation = Logistics.Gateway.Api.Explanation;

namespace Logistics.Gateway.Features.ExplainNotification;

internal static class ExplainNotificationEndpoint
{
    public static async Task<Ok<Explanation>> HandleAsync(
        string id, ExplanationsService.ExplanationsServiceClient explanations, CancellationToken cancellationToken)
    {
        var explained = await explanations.ExplainNotificationAsync(
            new ExplainNotificationRequest { Id = id }, cancellationToken: cancellationToken);
        return TypedResults.Ok(new Explanation
        {
            NotificationId = explained.NotificationId,
            State = explained.State,
            Rule = explained.Rule.OrNull(),
            Reason = explained.Reason.OrNull(),
            Text = explained.Text,
            DueAt = explained.DueAt?.ToDateTimeOffset(),
            ToldBy = explained.ToldBy.OrNull(),
            History =
            [
                .. explained.History.Select(change => new ExplainedChange
                {
                    State = change.State,
                    Reason = change.Reason.OrNull(),
                    Attempt = change.Attempt,
                    At = change.At.ToDateTimeOffset(),
                    Text = change.Text,
                }),
            ],
        });
    }
}
