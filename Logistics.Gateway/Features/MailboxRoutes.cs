using Logistics.Gateway.Api;
using Logistics.Gateway.Features.ReadMailbox;
using Logistics.Gateway.OpenApi;

namespace Logistics.Gateway.Features;

/// <summary>What would have been mailed, where no mail is sent.</summary>
internal static class MailboxRoutes
{
    public static void MapMailbox(this RouteGroupBuilder v1)
    {
        var mails = v1.MapGroup("dev/mails").RequireAuthorization(Access.People).WithTags("Development mailbox");
        mails.MapGet("", ListMailsEndpoint.HandleAsync).Produces<MailPage>().Fails(400, 401, 409)
            .WithSummary("List the mails that would have been sent, newest first")
            .WithDescription("Those to your own address once it is confirmed; SUPPORT and ADMIN read all. 409 where mails go to a real "
                + "server.");
        mails.MapGet("{id}", GetMailEndpoint.HandleAsync).Fails(401, 404, 409)
            .WithSummary("Read a mail");
        mails.MapGet("{id}/raw", GetMailEndpoint.HandleRawAsync).Produces<string>(200, "message/rfc822").Fails(401, 404, 409)
            .WithSummary("Read a mail as it would have gone to the server (MIME)");
    }
}
