using Logistics.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class CorrespondentConfiguration : IEntityTypeConfiguration<Correspondent>
{
    public void Configure(EntityTypeBuilder<Correspondent> builder)
    {
        builder.ToTable("correspondents");
        builder.HasKey(correspondent => new { correspondent.OwnerId, correspondent.Address }).HasName("pk_correspondents");
        builder.Property(correspondent => correspondent.OwnerId).HasColumnName("owner_id");
        builder.Property(correspondent => correspondent.Address).HasColumnName("address").HasMaxLength(320);
        builder.Property(correspondent => correspondent.SeenAt).HasColumnName("seen_at");
        builder.HasIndex(correspondent => correspondent.Address).HasDatabaseName("ix_correspondents_address");
        builder.HasIndex(correspondent => correspondent.SeenAt).HasDatabaseName("ix_correspondents_seen_at");
    }
}
