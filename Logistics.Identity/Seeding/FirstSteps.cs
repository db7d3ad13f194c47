using Logistics.Identity.Domain;
using Logistics.Identity.Keys;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Seeding;

/// <summary>What must be there before the first caller: a signing key, the first administrator, the demo accounts. Repeated at each start.</summary>
internal static class FirstSteps
{
    public static async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<KeyRotation>().RunAsync(services.GetRequiredService<AccountsDbContext>(), cancellationToken);

        var settings = services.GetRequiredService<IOptions<IdentitySettings>>().Value;
        var opening = services.GetRequiredService<AccountOpening>();
        if (settings.Admin is { } admin)
        {
            var account = new NewAccount(admin.Email, "Administrator", Phone: null, AccountRules.DefaultLocale, Roles.Admin, IsConfirmed: true);
            await opening.OpenAsync(account, admin.Password, cancellationToken);
        }

        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment() && settings.DemoPassword is { Length: > 0 } password)
        {
            foreach (var demo in settings.DemoAccounts)
            {
                var account = new NewAccount(demo.Email, demo.Name, Phone: null, AccountRules.DefaultLocale, demo.Role, IsConfirmed: true);
                await opening.OpenAsync(account, password, cancellationToken);
            }
        }
    }
}
