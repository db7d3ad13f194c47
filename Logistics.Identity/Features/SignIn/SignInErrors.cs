using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Features.SignIn;

internal static class SignInErrors
{
    /// <summary>For an unknown address, a wrong password and a locked account alike.</summary>
    public static readonly Error Refused = new(
        "auth.invalid_credentials",
        "Wrong e-mail address or password, or too many attempts: then wait a few minutes.",
        ErrorKind.Unauthenticated);
}
