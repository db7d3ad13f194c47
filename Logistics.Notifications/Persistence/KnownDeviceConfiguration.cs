using Logistics.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class KnownDeviceConfiguration : IEntityTypeConfiguration<KnownDevice>
{
    public void Configure(EntityTypeBuilder<KnownDevice> builder)
    {
        builder.ToTable("devices");
        builder.HasKey(device => device.Id).HasName("pk_devices");
        builder.Property(device => device.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(device => device.UserId).HasColumnName("user_id");
        builder.Property(device => device.Platform).HasColumnName("platform").HasMaxLength(10);
        builder.Property(device => device.Token).HasColumnName("token").HasMaxLength(4096);
        builder.Property(device => device.IsRemoved).HasColumnName("is_removed");
        builder.Property(device => device.UpdatedAt).HasColumnName("updated_at");
        builder.HasIndex(device => device.UserId).HasDatabaseName("ix_devices_user_id");
    }
}
