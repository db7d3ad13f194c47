using Logistics.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Persistence;

internal sealed class MachineKeyConfiguration : IEntityTypeConfiguration<MachineKey>
{
    public void Configure(EntityTypeBuilder<MachineKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(key => key.Id).HasName("pk_api_keys");
        builder.Property(key => key.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(key => key.AccountId).HasColumnName("account_id");
        builder.Property(key => key.Name).HasColumnName("name").HasMaxLength(MachineKey.MaxNameLength);
        builder.Property(key => key.KeyHash).HasColumnName("key_hash").HasMaxLength(32);
        builder.Property(key => key.Hint).HasColumnName("hint").HasMaxLength(10);
        builder.Property(key => key.Scopes).HasColumnName("scopes");
        builder.Property(key => key.CreatedAt).HasColumnName("created_at");
        builder.Property(key => key.ExpiresAt).HasColumnName("expires_at");
        builder.Property(key => key.LastUsedAt).HasColumnName("last_used_at");
        builder.Property(key => key.RevokedAt).HasColumnName("revoked_at");
        builder.HasIndex(key => key.KeyHash).IsUnique().HasDatabaseName("ux_api_keys_key_hash");
        builder.HasIndex(key => new { key.AccountId, key.Id }).HasDatabaseName("ix_api_keys_account_id");
        builder.HasOne<Account>().WithMany().HasForeignKey(key => key.AccountId).HasConstraintName("fk_api_keys_accounts");
    }
}
