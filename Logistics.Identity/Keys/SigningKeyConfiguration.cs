using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Keys;

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("signing_keys");
        builder.HasKey(key => key.Generation).HasName("pk_signing_keys");
        builder.Property(key => key.Generation).HasColumnName("generation").ValueGeneratedNever();
        builder.Property(key => key.KeyId).HasColumnName("key_id").HasMaxLength(43);
        builder.Property(key => key.ProtectedKey).HasColumnName("protected_key").HasMaxLength(1024);
        builder.Property(key => key.CreatedAt).HasColumnName("created_at");
        builder.Property(key => key.SignsFrom).HasColumnName("signs_from");
    }
}
