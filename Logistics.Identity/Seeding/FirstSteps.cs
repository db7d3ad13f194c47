using Logistics.Identity.Domain;
using Logistics.Identity.Keys;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Seeding;

/// <summary>
/// What must be there before the first caller: a signing key, the first administrator, the demo accounts. Repeated at each start.
/// </summary>
internal static partial class FirstSteps
{
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<KeyRotation>().RunAsync(services.GetRequiredService<AccountsDbContext>(), cancellationToken);

        var settings = services.GetRequiredService<IOptions<IdentitySettings>>().Value;
        var opening = services.GetRequiredService<AccountOpening>();
        if (settings.Admin is { } admin && !await HasAdminAsync(services, cancellationToken))
        {
            var account = new NewAccount(
                admin.Email, "Administrator", Phone: null, AccountRules.DefaultLocale, Roles.Admin, IsConfirmed: true);
            if (await opening.OpenAsync(account, admin.Password, cancellationToken) is not null
                && !await HasAdminAsync(services, cancellationToken))
            {
                NotMade(services.GetRequiredService<ILogger<IdentitySettings>>());
            }
        }

        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment() && settings.DemoPassword is { Length: > 0 } password)
        {
            foreach (var demo in settings.DemoAccounts)
            {
                var account = new NewAccount(demo.Email, demo.Name, Phone: null, AccountRules.DefaultLocale, demo.Role, IsConfirmed: true);
                if (await opening.OpenAsync(account, password, cancellationToken) is { } known)
                {
                    await KeepPasswordAsync(services, known, password, cancellationToken);
                }
            }
        }
    }

    /// <summary>Data that an earlier start has left may know a demo account by another password than the one that is printed now.</summary>
    private static async Task KeepPasswordAsync(
        IServiceProvider services, Account account, string password, CancellationToken cancellationToken)
    {
        var hasher = services.GetRequiredService<IPasswordHasher<Account>>();
        if (hasher.VerifyHashedPassword(account, account.PasswordHash ?? "", password) == PasswordVerificationResult.Failed)
        {
            account.TakePassword(hasher.HashPassword(account, password), services.GetRequiredService<TimeProvider>().GetUtcNow());
            await services.GetRequiredService<AccountsDbContext>().SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>An administrator who was demoted or deleted does not come back by a restart while there is another.</summary>
    private static async Task<bool> HasAdminAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<AccountsDbContext>();
        return await db.AccountRoles.AnyAsync(link => link.RoleId == RoleIds.Of(Roles.Admin), cancellationToken);
    }

    /// <summary>Whoever has the address has shown by nothing that the configuration meant them.</summary>
    [LoggerMessage(2110, LogLevel.Error, "There is no administrator, and the address of Identity:Admin belongs to another account: configure another one")]
    private static partial void NotMade(ILogger logger);
}
