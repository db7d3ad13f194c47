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
        builder.Property(session => session.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(session => session.AccountId).HasColumnName("account_id");
        builder.Property(session => session.Generation).HasColumnName("generation");
        builder.Property(session => session.TokenHash).HasColumnName("token_hash").HasMaxLength(32);
        builder.Property(session => session.ChainKey).HasColumnName("chain_key").HasMaxLength(32);
        builder.Property(session => session.RecentTrades).HasColumnName("recent_trades");
        builder.Property(session => session.CreatedAt).HasColumnName("created_at");
        builder.Property(session => session.RefreshedAt).HasColumnName("refreshed_at");
        builder.Property(session => session.ExpiresAt).HasColumnName("expires_at");
        builder.Property(session => session.RevokedAt).HasColumnName("revoked_at");
        builder.Property(session => session.Device).HasColumnName("device").HasMaxLength(Client.MaxDeviceLength);
        builder.Property(session => session.UserAgent).HasColumnName("user_agent").HasMaxLength(Client.MaxUserAgentLength);
        builder.Property(session => session.Place).HasColumnName("place").HasMaxLength(Client.MaxPlaceLength);
        builder.HasIndex(session => session.AccountId).HasDatabaseName("ix_sessions_account_id");
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId).HasConstraintName("fk_sessions_accounts");
    }
}
