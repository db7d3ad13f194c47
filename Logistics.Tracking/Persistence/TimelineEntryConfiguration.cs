using Logistics.Contracts;
using Logistics.Tracking.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Tracking.Persistence;

/// <summary>
/// The unique index on (number, sequence) both refuses a second row for a step and finds a timeline; the two on positions find what is new,
/// of all or of one account.
/// </summary>
internal sealed class TimelineEntryConfiguration : IEntityTypeConfiguration<TimelineEntry>
{
    public void Configure(EntityTypeBuilder<TimelineEntry> builder)
    {
        builder.ToTable("timeline_entries");
        builder.HasKey(entry => entry.EventId).HasName("pk_timeline_entries");
        builder.Property(entry => entry.EventId).HasColumnName("event_id").ValueGeneratedNever();
        builder.Property(entry => entry.TrackingNumber).HasColumnName("tracking_number").HasMaxLength(TrackingNumber.Length);
        builder.Property(entry => entry.OwnerId).HasColumnName("owner_id");
        builder.Property(entry => entry.Sequence).HasColumnName("sequence");
        builder.Property(entry => entry.Kind).HasColumnName("kind");
        builder.Property(entry => entry.Status).HasColumnName("status");
        builder.Property(entry => entry.ReasonCode).HasColumnName("reason_code");
        builder.Property(entry => entry.PlaceName).HasColumnName("place_name").HasMaxLength(MaxLength.PlaceName);
        builder.Property(entry => entry.PlaceCity).HasColumnName("place_city").HasMaxLength(MaxLength.City);
        builder.Property(entry => entry.PlaceCountry).HasColumnName("place_country").HasMaxLength(MaxLength.Country);
        builder.Property(entry => entry.PlaceLatitude).HasColumnName("place_latitude");
        builder.Property(entry => entry.PlaceLongitude).HasColumnName("place_longitude");
        builder.Property(entry => entry.TimeZone).HasColumnName("time_zone").HasMaxLength(MaxLength.TimeZone);
        builder.Property(entry => entry.OccurredAt).HasColumnName("occurred_at");
        builder.Property(entry => entry.OccurredAtOffsetMinutes).HasColumnName("occurred_at_offset_minutes");
        builder.Property(entry => entry.RecordedAt).HasColumnName("recorded_at");
        builder.Property(entry => entry.Source).HasColumnName("source").HasMaxLength(MaxLength.Source);
        builder.Property(entry => entry.CorrectsSequence).HasColumnName("corrects_sequence");
        builder.Property(entry => entry.CourierId).HasColumnName("courier_id");
        builder.Property(entry => entry.Position).HasColumnName("position").UseIdentityAlwaysColumn();

        builder.HasIndex(entry => new { entry.TrackingNumber, entry.Sequence }).IsUnique()
            .HasDatabaseName("ux_timeline_entries_tracking_number_sequence");
        builder.HasIndex(entry => entry.CourierId).HasFilter("courier_id IS NOT NULL").HasDatabaseName("ix_timeline_entries_courier_id");
        builder.HasIndex(entry => entry.Position).IsUnique().HasDatabaseName("ux_timeline_entries_position");
        builder.HasIndex(entry => new { entry.OwnerId, entry.Position }).HasDatabaseName("ix_timeline_entries_owner_id_position");
    }
}
