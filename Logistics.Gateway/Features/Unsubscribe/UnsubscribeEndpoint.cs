using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.Unsubscribe;

/// <summary>
/// Where the List-Unsubscribe of mails leads (RFC 8058). A mail program posts; a browser gets a page with a button that does the same.
/// Getting the page changes nothing: programs that look into mails follow links.
/// </summary>
internal static class UnsubscribeEndpoint
{
    public static FileStreamHttpResult HandlePage(HttpContext context) => BuiltInPage.Answer(context, "unsubscribe.html", BuiltInPage.Html);

    public static async Task<ContentHttpResult> HandleAsync(
        string notificationId, string token, ProviderReportsService.ProviderReportsServiceClient reports,
        CancellationToken cancellationToken)
    {
        await reports.UnsubscribeAsync(
            new UnsubscribeRequest { NotificationId = notificationId, Token = token }, cancellationToken: cancellationToken);
        return TypedResults.Content("You will get no more mails of this kind.", "text/plain; charset=utf-8");
    }
}
