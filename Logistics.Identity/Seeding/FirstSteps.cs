using Logistics.Identity.Domain;
using Logistics.Identity.Keys;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Logistics.Identity.Seeding;

/// <summary>
/// What must be there before the first caller: a signing key, the first administrator, the demo accounts. Repeated at each start.
/// </summary>
internal static partial class FirstSteps
{
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<KeyRotation>().RunAsync(cancellationToken);

        var settings = services.GetRequiredService<IOptions<IdentitySettings>>().Value;
        if (settings.Admin is { } admin && !await HasAdminAsync(services, cancellationToken))
        {
            var account = new NewAccount(
                admin.Email, "Administrator", Phone: null, AccountRules.DefaultLocale, Roles.Admin, IsConfirmed: true);
            if (await services.GetRequiredService<AccountOpening>().OpenAsync(account, admin.Password, cancellationToken) is not null
                && !await HasAdminAsync(services, cancellationToken))
            {
                NotMade(services.GetRequiredService<ILogger<IdentitySettings>>());
            }
        }

        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment() && settings.DemoPassword is { Length: > 0 } password)
        {
            foreach (var demo in settings.DemoAccounts)
            {
                if (await HasAccountAsync(services, demo.Email, password, cancellationToken))
                {
                    continue;
                }

                var account = new NewAccount(demo.Email, demo.Name, Phone: null, AccountRules.DefaultLocale, demo.Role, IsConfirmed: true);
                if (await services.GetRequiredService<AccountOpening>().OpenAsync(account, password, cancellationToken) is { } known)
                {
                    await KeepPasswordAsync(services, known, password, cancellationToken);
                }
            }
        }
    }

    /// <summary>Whether there is nothing to do for a demo account, as at most starts.</summary>
    private static async Task<bool> HasAccountAsync(
        IServiceProvider services, string email, string password, CancellationToken cancellationToken)
    {
        var address = services.GetRequiredService<ILookupNormalizer>().NormalizeEmail(email);
        var hashes = await services.GetRequiredService<NpgsqlDataSource>().QueryAsync(
            $"SELECT password_hash FROM accounts WHERE normalized_email = {address}",
            row => row.IsDBNull(0) ? "" : row.GetString(0),
            cancellationToken);
        return hashes is [var hash] && IsOf(hash, password, services);
    }

    private static bool IsOf(string? hash, string password, IServiceProvider services) =>
        services.GetRequiredService<IPasswordHasher<Account>>()
            .VerifyHashedPassword(new Account { Name = "", Locale = "" }, hash ?? "", password)
            != PasswordVerificationResult.Failed;

    /// <summary>Data that an earlier start has left may know a demo account by another password than the one that is printed now.</summary>
    private static async Task KeepPasswordAsync(
        IServiceProvider services, Account account, string password, CancellationToken cancellationToken)
    {
        if (!IsOf(account.PasswordHash, password, services)) // else another replica has just made it
        {
            account.TakePassword(
                services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(account, password),
                services.GetRequiredService<TimeProvider>().GetUtcNow());
            await services.GetRequiredService<AccountsDbContext>().SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>An administrator who was demoted or deleted does not come back by a restart while there is another.</summary>
    private static Task<bool> HasAdminAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<NpgsqlDataSource>().AnyAsync(
            $"SELECT FROM account_roles WHERE role_id = {RoleIds.Of(Roles.Admin)}", cancellationToken);

    /// <summary>Whoever has the address has shown by nothing that the configuration meant them.</summary>
    [LoggerMessage(
        2110,
        LogLevel.Error,
        "There is no administrator, and the address of Identity:Admin belongs to another account: configure another one")]
    private static partial void NotMade(ILogger logger);
}
