using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Keys;

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("protection_keys");
        builder.HasKey(key => key.Name).HasName("pk_protection_keys");
        builder.Property(key => key.Name).HasColumnName("name").HasMaxLength(200);
        builder.Property(key => key.Xml).HasColumnName("xml");
    }
}
