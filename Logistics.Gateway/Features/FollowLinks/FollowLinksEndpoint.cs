using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.FollowLinks;

/// <summary>
/// Where the links of mails about accounts lead. The token is in the fragment, so it does not get here with the page; and it is used only
/// when a button is pressed, so that a program that looks into mails uses none up.
/// </summary>
internal static class FollowLinksEndpoint
{
    public static FileStreamHttpResult HandleConfirmEmail(HttpContext context) =>
        BuiltInPage.Answer(context, "confirm-email.html", BuiltInPage.Html);

    public static FileStreamHttpResult HandleResetPassword(HttpContext context) =>
        BuiltInPage.Answer(context, "reset-password.html", BuiltInPage.Html);

    public static FileStreamHttpResult HandleScript(HttpContext context) => BuiltInPage.Answer(context, "links.js", BuiltInPage.Script);
}
