using Logistics.Identity.Domain;
using Logistics.Identity.Keys;
using Logistics.Identity.Links;
using Logistics.Identity.Sessions;
using Logistics.Messaging;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Persistence;

/// <summary>Of ASP.NET Core Identity's tables the three that we use; no sign-in by others, no claims beyond the roles.</summary>
internal sealed class AccountsDbContext(DbContextOptions<AccountsDbContext> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<IdentityRole<Guid>> Roles => Set<IdentityRole<Guid>>();

    public DbSet<IdentityUserRole<Guid>> AccountRoles => Set<IdentityUserRole<Guid>>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<MailedLink> MailedLinks => Set<MailedLink>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<SavedAddress> Addresses => Set<SavedAddress>();

    public DbSet<PersonPreferences> Preferences => Set<PersonPreferences>();

    public DbSet<PushDevice> Devices => Set<PushDevice>();

    public DbSet<MachineKey> ApiKeys => Set<MachineKey>();

    public DbSet<AuditLine> AuditLog => Set<AuditLine>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AccountsDbContext).Assembly);
        modelBuilder.AddMessaging();
    }
}
