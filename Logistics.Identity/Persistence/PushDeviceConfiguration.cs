using Logistics.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Persistence;

internal sealed class PushDeviceConfiguration : IEntityTypeConfiguration<PushDevice>
{
    public void Configure(EntityTypeBuilder<PushDevice> builder)
    {
        builder.ToTable("devices");
        builder.HasKey(device => device.Id).HasName("pk_devices");
        builder.Property(device => device.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(device => device.AccountId).HasColumnName("account_id");
        builder.Property(device => device.Token).HasColumnName("token").HasMaxLength(PushDevice.MaxTokenLength);
        builder.Property(device => device.TokenHash).HasColumnName("token_hash").HasMaxLength(32);
        builder.Property(device => device.Platform).HasColumnName("platform").HasMaxLength(10);
        builder.Property(device => device.Name).HasColumnName("name").HasMaxLength(PushDevice.MaxNameLength);
        builder.Property(device => device.CreatedAt).HasColumnName("created_at");
        builder.Property(device => device.LastSeenAt).HasColumnName("last_seen_at");
        builder.HasIndex(device => device.TokenHash).IsUnique().HasDatabaseName("ux_devices_token_hash");
        builder.HasIndex(device => device.AccountId).HasDatabaseName("ix_devices_account_id");
        builder.HasIndex(device => device.LastSeenAt).HasDatabaseName("ix_devices_last_seen_at");
        builder.HasOne<Account>().WithMany().HasForeignKey(device => device.AccountId).HasConstraintName("fk_devices_accounts");
    }
}
