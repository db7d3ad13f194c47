using Logistics.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Sessions;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(session => session.Id).HasName("pk_sessions");
        builder.Property(session => session.Id).HasColumnName("id");
        builder.Property(session => session.AccountId).HasColumnName("account_id");
        builder.Property(session => session.TokenHash).HasColumnName("token_hash").HasMaxLength(32);
        builder.Property(session => session.CreatedAt).HasColumnName("created_at");
        builder.Property(session => session.RefreshedAt).HasColumnName("refreshed_at");
        builder.Property(session => session.ExpiresAt).HasColumnName("expires_at");
        builder.Property(session => session.RevokedAt).HasColumnName("revoked_at");
        builder.HasIndex(session => session.AccountId).HasDatabaseName("ix_sessions_account_id");
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId).HasConstraintName("fk_sessions_accounts");
    }
}
