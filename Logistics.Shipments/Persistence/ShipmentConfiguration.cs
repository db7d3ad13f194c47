using Logistics.Contracts;
using Logistics.Shipments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Shipments.Persistence;

internal sealed class ShipmentConfiguration : IEntityTypeConfiguration<Shipment>
{
    public void Configure(EntityTypeBuilder<Shipment> builder)
    {
        // Room for its next version on the same page: no index is written then.
        builder.ToTable("shipments").HasStorageParameter("fillfactor", 70);
        builder.HasKey(shipment => shipment.Id).HasName("pk_shipments");
        builder.Property(shipment => shipment.Id).HasColumnName("id").HasConversion(id => id.Value, value => new ShipmentId(value))
            .ValueGeneratedNever();
        builder.Property(shipment => shipment.TrackingNumber).HasColumnName("tracking_number").HasMaxLength(TrackingNumber.Length)
            .HasConversion(number => number.ToString(), text => Read(text));
        builder.Property(shipment => shipment.OwnerId).HasColumnName("owner_id");
        builder.Property(shipment => shipment.Status).HasColumnName("status");
        builder.Property(shipment => shipment.HeldStatus).HasColumnName("held_status");
        builder.Property(shipment => shipment.ReasonCode).HasColumnName("reason_code");
        builder.Property(shipment => shipment.StatusAt).HasColumnName("status_at");
        builder.Property(shipment => shipment.Version).HasColumnName("version").IsConcurrencyToken();
        builder.ComplexProperty(shipment => shipment.Sender, party => ConfigureParty(party, "sender"));
        builder.ComplexProperty(shipment => shipment.Recipient, party => ConfigureParty(party, "recipient"));
        builder.ComplexCollection(shipment => shipment.Parcels, parcels => parcels.ToJson("parcels"));
        builder.Property(shipment => shipment.Terms).HasColumnName("terms").HasColumnType("jsonb")
            .HasConversion(new TermsConverter(), new TermsComparer());
        builder.Property(shipment => shipment.ServiceLevel).HasColumnName("service_level");
        builder.Property(shipment => shipment.Reference).HasColumnName("reference").HasMaxLength(MaxLength.Reference);
        builder.Property(shipment => shipment.ReturnOf).HasColumnName("return_of").HasMaxLength(TrackingNumber.Length)
            .HasConversion(number => number.GetValueOrDefault().ToString(), text => Read(text));
        builder.Property(shipment => shipment.CreatedAt).HasColumnName("created_at");
        builder.Property(shipment => shipment.UpdatedAt).HasColumnName("updated_at");
        builder.Property(shipment => shipment.PromisedAt).HasColumnName("promised_at");
        builder.Property(shipment => shipment.IdempotencyKey).HasColumnName("idempotency_key").HasMaxLength(MaxLength.IdempotencyKey);
        builder.Property(shipment => shipment.RequestHash).HasColumnName("request_hash");

        builder.HasIndex(shipment => shipment.TrackingNumber).IsUnique().HasDatabaseName(UniqueIndex.TrackingNumber);
        builder.HasIndex(shipment => new { shipment.OwnerId, shipment.IdempotencyKey }).IsUnique()
            .HasFilter("idempotency_key IS NOT NULL").HasDatabaseName(UniqueIndex.CreateKey);
        builder.HasIndex(shipment => shipment.ReturnOf).IsUnique()
            .HasFilter("return_of IS NOT NULL AND status <> 'CANCELLED'").HasDatabaseName(UniqueIndex.ReturnOf);
        builder.HasIndex(shipment => new { shipment.OwnerId, shipment.Id }).HasDatabaseName("ix_shipments_owner_id_id");
        // And ix_shipments_words, on a function: Features/ListShipments/ShipmentWords.cs. None on the status: PostgreSQL would write all of
        // them again at each step.
    }

    private static void ConfigureParty(ComplexPropertyBuilder<Party> party, string prefix)
    {
        party.Property(p => p.Name).HasColumnName($"{prefix}_name").HasMaxLength(MaxLength.Name);
        party.Property(p => p.Company).HasColumnName($"{prefix}_company").HasMaxLength(MaxLength.Name);
        party.Property(p => p.Email).HasColumnName($"{prefix}_email").HasMaxLength(MaxLength.Email);
        party.Property(p => p.Phone).HasColumnName($"{prefix}_phone").HasMaxLength(MaxLength.Phone);
        party.ComplexProperty(p => p.Address, address =>
        {
            address.Property(a => a.Line1).HasColumnName($"{prefix}_line1").HasMaxLength(MaxLength.AddressLine);
            address.Property(a => a.Line2).HasColumnName($"{prefix}_line2").HasMaxLength(MaxLength.AddressLine);
            address.Property(a => a.City).HasColumnName($"{prefix}_city").HasMaxLength(MaxLength.City);
            address.Property(a => a.Region).HasColumnName($"{prefix}_region").HasMaxLength(MaxLength.City);
            address.Property(a => a.PostalCode).HasColumnName($"{prefix}_postal_code").HasMaxLength(MaxLength.PostalCode);
            address.Property(a => a.Country).HasColumnName($"{prefix}_country").HasMaxLength(MaxLength.Country);
        });
    }

    private static TrackingNumber Read(string text) =>
        TrackingNumber.TryParse(text, out var number)
            ? number
            : throw new InvalidOperationException($"The database has a tracking number '{text}'.");
}
