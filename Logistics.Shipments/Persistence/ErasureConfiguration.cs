using Logistics.Shipments.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Shipments.Persistence;

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("erasures");
        builder.HasKey(erasure => erasure.OwnerId).HasName("pk_erasures");
        builder.Property(erasure => erasure.OwnerId).HasColumnName("owner_id").ValueGeneratedNever();
        builder.Property(erasure => erasure.At).HasColumnName("at");
    }
}
