using Logistics.Identity.Domain;
using Logistics.Identity.Keys;
using Logistics.Identity.Sessions;
using Logistics.Messaging;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Persistence;

internal sealed class AccountsDbContext(DbContextOptions<AccountsDbContext> options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // No sign-in by others, no claims beyond the roles: what ASP.NET Core Identity has for them stays out.
        builder.Ignore<IdentityUserClaim<Guid>>().Ignore<IdentityUserLogin<Guid>>().Ignore<IdentityUserToken<Guid>>().Ignore<IdentityRoleClaim<Guid>>();
        builder.Ignore<IdentityUserPasskey<Guid>>();

        builder.ApplyConfigurationsFromAssembly(typeof(AccountsDbContext).Assembly);
        builder.AddMessaging();
    }
}
