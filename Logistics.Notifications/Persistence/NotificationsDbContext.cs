using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Email;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Persistence;

/// <summary>Who can be told, what they were told, and in development the mails themselves.</summary>
internal sealed class NotificationsDbContext(DbContextOptions<NotificationsDbContext> options) : DbContext(options)
{
    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<KnownPreferences> Preferences => Set<KnownPreferences>();

    public DbSet<KnownDevice> Devices => Set<KnownDevice>();

    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<NotificationChange> NotificationChanges => Set<NotificationChange>();

    public DbSet<Suppression> Suppressions => Set<Suppression>();

    public DbSet<TemplateVersion> TemplateVersions => Set<TemplateVersion>();

    public DbSet<TemplateChange> TemplateChanges => Set<TemplateChange>();

    public DbSet<Digest> Digests => Set<Digest>();

    public DbSet<StoredMail> Mails => Set<StoredMail>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        const int Longest = 20;
        configurationBuilder.HaveWireNames<NotificationState>(Longest);
        configurationBuilder.HaveWireNames<RecipientRole>(Longest);
        configurationBuilder.HaveWireNames<Category>(Longest);
        configurationBuilder.HaveWireNames<Channel>(Longest);
        configurationBuilder.HaveWireNames<Priority>(Longest);
        configurationBuilder.HaveWireNames<TemplateState>(Longest);
        configurationBuilder.HaveWireNames<Rule>(Longest);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
        .AddMessaging()
        .ApplyConfigurationsFromAssembly(typeof(NotificationsDbContext).Assembly);
}
