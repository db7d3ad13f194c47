using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Persistence;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.HasKey(account => account.Id).HasName("pk_accounts");
        builder.Property(account => account.Id).HasColumnName("id");
        builder.Property(account => account.UserName).HasColumnName("user_name").HasMaxLength(ContactRules.MaxEmailLength).IsRequired();
        builder.Property(account => account.NormalizedUserName)
            .HasColumnName("normalized_user_name").HasMaxLength(ContactRules.MaxEmailLength).IsRequired();
        builder.Property(account => account.Email).HasColumnName("email").HasMaxLength(ContactRules.MaxEmailLength).IsRequired();
        builder.Property(account => account.NormalizedEmail)
            .HasColumnName("normalized_email").HasMaxLength(ContactRules.MaxEmailLength).IsRequired();
        builder.Property(account => account.EmailConfirmed).HasColumnName("email_confirmed");
        builder.Property(account => account.Name).HasColumnName("name").HasMaxLength(AccountRules.MaxNameLength);
        builder.Property(account => account.Locale).HasColumnName("locale").HasMaxLength(ContactRules.MaxLocaleLength);
        builder.Property(account => account.PhoneNumber).HasColumnName("phone").HasMaxLength(ContactRules.MaxPhoneLength);
        builder.Property(account => account.PhoneNumberConfirmed).HasColumnName("phone_confirmed");
        builder.Property(account => account.PasswordHash).HasColumnName("password_hash").HasMaxLength(256);
        builder.Property(account => account.SecurityStamp).HasColumnName("security_stamp").HasMaxLength(64);
        builder.Property(account => account.ConcurrencyStamp).HasColumnName("concurrency_stamp").HasMaxLength(64).IsConcurrencyToken();
        builder.Property(account => account.TwoFactorEnabled).HasColumnName("two_factor_enabled");
        builder.Property(account => account.LockoutEnabled).HasColumnName("lockout_enabled");
        builder.Property(account => account.LockoutEnd).HasColumnName("lockout_end");
        builder.Property(account => account.AccessFailedCount).HasColumnName("access_failed_count");
        builder.Property(account => account.TimeZone).HasColumnName("time_zone").HasMaxLength(ContactRules.MaxTimeZoneLength);
        builder.Property(account => account.CreatedAt).HasColumnName("created_at");
        builder.Property(account => account.DisabledAt).HasColumnName("disabled_at");
        builder.HasIndex(account => account.NormalizedUserName).HasDatabaseName("ux_accounts_normalized_user_name").IsUnique();
        builder.HasIndex(account => account.NormalizedEmail).HasDatabaseName("ux_accounts_normalized_email").IsUnique();
    }
}
