using Logistics.Identity.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Persistence;

internal sealed class AuditLineConfiguration : IEntityTypeConfiguration<AuditLine>
{
    public void Configure(EntityTypeBuilder<AuditLine> builder)
    {
        builder.ToTable("audit_log");
        builder.HasKey(line => line.Id).HasName("pk_audit_log");
        builder.Property(line => line.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(line => line.At).HasColumnName("at");
        builder.Property(line => line.ActorId).HasColumnName("actor_id");
        builder.Property(line => line.Action).HasColumnName("action").HasMaxLength(50);
        builder.Property(line => line.UserId).HasColumnName("user_id");
        builder.Property(line => line.Detail).HasColumnName("detail").HasMaxLength(200);
        builder.HasIndex(line => new { line.UserId, line.Id }).HasDatabaseName("ix_audit_log_user_id");
        builder.HasIndex(line => new { line.ActorId, line.Id }).HasDatabaseName("ix_audit_log_actor_id");
    }
}
