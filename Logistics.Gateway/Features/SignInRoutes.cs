using Logistics.Gateway.Features.ChangeEmail;
using Logistics.Gateway.Features.ChangePassword;
using Logistics.Gateway.Features.ConfirmEmail;
using Logistics.Gateway.Features.EndSessions;
using Logistics.Gateway.Features.ForgotPassword;
using Logistics.Gateway.Features.ListSessions;
using Logistics.Gateway.Features.RefreshToken;
using Logistics.Gateway.Features.Register;
using Logistics.Gateway.Features.ResendConfirmation;
using Logistics.Gateway.Features.ResetPassword;
using Logistics.Gateway.Features.SignIn;
using Logistics.Gateway.Features.SignOut;
using Logistics.Gateway.OpenApi;
using Logistics.Gateway.RateLimits;

namespace Logistics.Gateway.Features;

/// <summary>Accounts: their credentials and where they are signed in.</summary>
internal static class SignInRoutes
{
    public static void MapSignIn(this RouteGroupBuilder v1, RateLimiting limits)
    {
        var auth = v1.MapGroup("auth").AllowAnonymous().WithTags("Sign-in").AddEndpointFilter(limits.LimitSignInAsync);
        auth.MapPost("register", RegisterEndpoint.HandleAsync).Fails(400)
            .WithSummary("Make an account")
            .WithDescription("The answer is the same whether or not the address has an account.");
        auth.MapPost("login", SignInEndpoint.HandleAsync).Fails(400, 401)
            .WithSummary("Sign in");
        auth.MapPost("refresh", RefreshTokenEndpoint.HandleAsync).Fails(400, 401)
            .WithSummary("Trade a refresh token for new tokens")
            .WithDescription("Each is good for one exchange. For 10 seconds a repeat gets the same new refresh token, so that a lost "
                + "answer does no harm; a later use revokes all that came from the same sign-in, and its owner is told by mail.");
        auth.MapPost("logout", SignOutEndpoint.HandleAsync).Fails(400)
            .WithSummary("Sign out: revoke a refresh token");
        auth.MapPost("confirm", ConfirmEmailEndpoint.HandleAsync).Fails(400)
            .WithSummary("Confirm an e-mail address by the token of a mailed link")
            .WithDescription("The address of a new account, or the one that is to take the place of an account's.");
        auth.MapPost("confirm/resend", ResendConfirmationEndpoint.HandleAsync).Fails(400)
            .WithSummary("Have that link mailed again")
            .WithDescription("At most once a minute. The answer is the same whether or not there is an account that waits for it.");
        auth.MapPost("forgot", ForgotPasswordEndpoint.HandleAsync).Fails(400)
            .WithSummary("Have a link mailed to set a new password")
            .WithDescription("At most once a minute. The answer is the same whether or not the address has an account.");
        auth.MapPost("reset", ResetPasswordEndpoint.HandleAsync).Fails(400)
            .WithSummary("Set a new password by the token of that link")
            .WithDescription("Ends all sessions.");
    }

    public static void MapCredentials(this RouteGroupBuilder v1, RateLimiting limits)
    {
        var credentials = v1.MapGroup("me").RequireAuthorization(Access.People).WithTags("Sign-in")
            .AddEndpointFilter(limits.LimitSignInAsync);
        credentials.MapPost("password", ChangePasswordEndpoint.HandleAsync).Fails(400, 401, 403)
            .WithSummary("Change your password")
            .WithDescription("Ends all sessions but this one.");
        credentials.MapPost("email", ChangeEmailEndpoint.HandleAsync).Fails(400, 401, 403)
            .WithSummary("Change your e-mail address")
            .WithDescription("A link is mailed to the new address; the old one stays until it is confirmed there, and is told then.");

        var sessions = v1.MapGroup("me/sessions").RequireAuthorization(Access.People).WithTags("Sign-in");
        sessions.MapGet("", ListSessionsEndpoint.HandleAsync).Fails(401)
            .WithSummary("Where you are signed in");
        sessions.MapDelete("", EndSessionsEndpoint.HandleAllAsync).Fails(400, 401)
            .WithSummary("Sign out everywhere")
            .WithDescription("With keepCurrent=true: everywhere else. Access tokens live on until they expire, for 15 minutes at most.");
        sessions.MapDelete("{id}", EndSessionsEndpoint.HandleOneAsync).Fails(401, 404)
            .WithSummary("Sign out in one place");
    }
}
