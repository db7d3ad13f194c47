using Logistics.Contracts;
using Logistics.Shipments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Shipments.Persistence;

internal sealed class ShipmentAliasConfiguration : IEntityTypeConfiguration<ShipmentAlias>
{
    public void Configure(EntityTypeBuilder<ShipmentAlias> builder)
    {
        builder.ToTable("shipment_aliases");
        builder.HasKey(alias => new { alias.ShipmentId, alias.Alias }).HasName("pk_shipment_aliases");
        builder.Property(alias => alias.Alias).HasColumnName("alias").HasMaxLength(PartnerNumber.MaxLength)
            .HasConversion(number => number.ToString(), text => Read(text));
        builder.Property(alias => alias.ShipmentId).HasColumnName("shipment_id")
            .HasConversion(id => id.Value, value => new ShipmentId(value));
        builder.HasIndex(alias => alias.Alias).IsUnique().HasDatabaseName(UniqueIndex.Alias);
        builder.HasOne<Shipment>().WithMany().HasForeignKey(alias => alias.ShipmentId).HasConstraintName("fk_shipment_aliases_shipments");
    }

    private static PartnerNumber Read(string text) =>
        PartnerNumber.TryParse(text, out var number)
            ? number
            : throw new InvalidOperationException($"The database has a partner's number '{text}'.");
}
