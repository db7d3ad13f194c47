using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Passwords;

internal static class PasswordErrors
{
    /// <summary>The caller is signed in, so it is no 401; a locked account is answered alike.</summary>
    public static readonly Error Wrong = new(
        "auth.wrong_password", "This is not the account's password, or there were too many attempts: then wait a few minutes.",
        ErrorKind.Forbidden);
}
