using Logistics.Shipments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Shipments.Persistence;

internal sealed class ShareLinkConfiguration : IEntityTypeConfiguration<ShareLink>
{
    public void Configure(EntityTypeBuilder<ShareLink> builder)
    {
        builder.ToTable("share_links");
        builder.HasKey(link => link.Id).HasName("pk_share_links");
        builder.Property(link => link.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(link => link.ShipmentId).HasColumnName("shipment_id")
            .HasConversion(id => id.Value, value => new ShipmentId(value));
        builder.Property(link => link.CreatedBy).HasColumnName("created_by");
        builder.Property(link => link.CreatedAt).HasColumnName("created_at");
        builder.Property(link => link.ExpiresAt).HasColumnName("expires_at");
        builder.Property(link => link.RevokedAt).HasColumnName("revoked_at");

        builder.HasOne<Shipment>().WithMany().HasForeignKey(link => link.ShipmentId).HasConstraintName("fk_share_links_shipment_id");
        builder.HasIndex(link => link.ShipmentId).HasDatabaseName("ix_share_links_shipment_id");
    }
}
