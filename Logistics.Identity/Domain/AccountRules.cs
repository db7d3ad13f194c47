using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;

namespace Logistics.Identity.Domain;

/// <summary>What an account's parts may be, beside <see cref="ContactRules"/>.</summary>
internal static class AccountRules
{
    public const int MaxNameLength = 200;
    public const string DefaultLocale = "en";

    /// <summary>Guessing is slowed by lockout; what passwords may be is said by <see cref="Passwords.PasswordRules"/>.</summary>
    public static void Apply(IdentityOptions identity)
    {
        identity.User.RequireUniqueEmail = true;
        identity.User.AllowedUserNameCharacters = string.Empty; // any: it is the e-mail address
        identity.Lockout.MaxFailedAccessAttempts = 10;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }
}
