using Logistics.Contracts.Notifications.V1;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.ReadMailbox;

internal static class GetMailEndpoint
{
    public static async Task<Ok<Api.Mail>> HandleAsync(
        string id, NotificationsService.NotificationsServiceClient notifications, CancellationToken cancellationToken)
    {
        var mail = await notifications.GetMailAsync(new GetMailRequest { Id = id }, cancellationToken: cancellationToken);
        return TypedResults.Ok(mail.ToApi());
    }

    /// <summary>The message as it would have gone to the mail server.</summary>
    public static async Task<FileContentHttpResult> HandleRawAsync(
        string id, NotificationsService.NotificationsServiceClient notifications, CancellationToken cancellationToken)
    {
        var mail = await notifications.GetMailAsync(new GetMailRequest { Id = id }, cancellationToken: cancellationToken);
        return TypedResults.File(mail.Raw.ToByteArray(), "message/rfc822", $"{mail.Id}.eml");
    }
}
