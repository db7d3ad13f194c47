using Logistics.Shipments.Blobs;
using Logistics.Shipments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Shipments.Persistence;

internal sealed class ProofConfiguration : IEntityTypeConfiguration<Proof>, IEntityTypeConfiguration<Blob>
{
    public void Configure(EntityTypeBuilder<Proof> builder)
    {
        builder.ToTable("proofs");
        builder.HasKey(proof => proof.Id).HasName("pk_proofs");
        builder.Property(proof => proof.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(proof => proof.ShipmentId).HasColumnName("shipment_id")
            .HasConversion(id => id.Value, value => new ShipmentId(value));
        builder.Property(proof => proof.Status).HasColumnName("status");
        builder.Property(proof => proof.Version).HasColumnName("version");
        builder.Property(proof => proof.SignerName).HasColumnName("signer_name").HasMaxLength(MaxLength.Name);
        builder.Property(proof => proof.SignatureType).HasColumnName("signature_type").HasMaxLength(MaxLength.EnumName);
        builder.Property(proof => proof.PhotoTypes).HasColumnName("photo_types");
        builder.Property(proof => proof.Latitude).HasColumnName("latitude");
        builder.Property(proof => proof.Longitude).HasColumnName("longitude");
        builder.Property(proof => proof.AgeChecked).HasColumnName("age_checked");
        builder.Property(proof => proof.RecordedAt).HasColumnName("recorded_at");
        builder.Property(proof => proof.DoomedAt).HasColumnName("doomed_at");

        builder.HasOne<Shipment>().WithMany().HasForeignKey(proof => proof.ShipmentId).HasConstraintName("fk_proofs_shipments");
        builder.HasIndex(proof => new { proof.ShipmentId, proof.Version }).IsUnique().HasDatabaseName("ux_proofs_shipment_id_version");
        builder.HasIndex(proof => proof.DoomedAt).HasFilter("doomed_at IS NOT NULL").HasDatabaseName("ix_proofs_doomed_at");
    }

    public void Configure(EntityTypeBuilder<Blob> builder)
    {
        builder.ToTable("blobs");
        builder.HasKey(blob => blob.Key).HasName("pk_blobs");
        builder.Property(blob => blob.Key).HasColumnName("key").HasMaxLength(MaxLength.BlobKey);
        builder.Property(blob => blob.Content).HasColumnName("content");
    }
}
