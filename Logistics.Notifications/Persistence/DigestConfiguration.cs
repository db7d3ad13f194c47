using Logistics.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class DigestConfiguration : IEntityTypeConfiguration<Digest>
{
    public void Configure(EntityTypeBuilder<Digest> builder)
    {
        builder.ToTable("digests");
        builder.HasKey(digest => digest.Id).HasName("pk_digests");
        builder.Property(digest => digest.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(digest => digest.Recipient).HasColumnName("recipient");
        builder.Property(digest => digest.Channel).HasColumnName("channel");
        builder.Property(digest => digest.Key).HasColumnName("key").HasMaxLength(120);
        builder.Property(digest => digest.DueAt).HasColumnName("due_at");

        // One open at a time: whoever comes second joins it.
        builder.HasIndex(digest => new { digest.Recipient, digest.Channel, digest.Key }).IsUnique()
            .HasDatabaseName("ux_digests_recipient_channel_key");
        builder.HasIndex(digest => digest.DueAt).HasDatabaseName("ix_digests_due_at");
    }
}
