using System.Text.Json;
using Logistics.Contracts.Events;
using Logistics.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class KnownPreferencesConfiguration : IEntityTypeConfiguration<KnownPreferences>
{
    public void Configure(EntityTypeBuilder<KnownPreferences> builder)
    {
        builder.ToTable("preferences");
        builder.HasKey(preferences => preferences.UserId).HasName("pk_preferences");
        builder.Property(preferences => preferences.UserId).HasColumnName("user_id").ValueGeneratedNever();
        builder.Property(preferences => preferences.Channels).HasColumnName("channels").HasColumnType("jsonb").HasConversion(
            channels => JsonSerializer.Serialize(channels, RowJsonContext.Default.CategoryChannels),
            json => JsonSerializer.Deserialize(json, RowJsonContext.Default.CategoryChannels) ?? new CategoryChannels());
        builder.Property(preferences => preferences.QuietHours).HasColumnName("quiet_hours").HasColumnType("jsonb").HasConversion(
            hours => JsonSerializer.Serialize(hours!, RowJsonContext.Default.QuietHours), // not null: nulls are not converted
            json => JsonSerializer.Deserialize(json, RowJsonContext.Default.QuietHours));
        builder.Property(preferences => preferences.Locale).HasColumnName("locale").HasMaxLength(35);
        builder.Property(preferences => preferences.Digest).HasColumnName("digest").HasMaxLength(10);
        builder.Property(preferences => preferences.UpdatedAt).HasColumnName("updated_at");
    }
}
