using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Contracts.Events;
using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Persistence;

internal sealed class PersonPreferencesConfiguration : IEntityTypeConfiguration<PersonPreferences>
{
    public void Configure(EntityTypeBuilder<PersonPreferences> builder)
    {
        builder.ToTable("preferences");
        builder.HasKey(preferences => preferences.AccountId).HasName("pk_preferences");
        builder.Property(preferences => preferences.AccountId).HasColumnName("account_id").ValueGeneratedNever();
        builder.Property(preferences => preferences.Channels).HasColumnName("channels").HasColumnType("jsonb").HasConversion(
            channels => JsonSerializer.Serialize(channels, PreferencesJson.Default.CategoryChannels),
            json => JsonSerializer.Deserialize(json, PreferencesJson.Default.CategoryChannels) ?? new CategoryChannels());
        builder.Property(preferences => preferences.QuietHours).HasColumnName("quiet_hours").HasColumnType("jsonb").HasConversion(
            hours => JsonSerializer.Serialize(hours!, PreferencesJson.Default.QuietHours), // not null: nulls are not converted
            json => JsonSerializer.Deserialize(json, PreferencesJson.Default.QuietHours));
        builder.Property(preferences => preferences.Locale).HasColumnName("locale").HasMaxLength(ContactRules.MaxLocaleLength);
        builder.Property(preferences => preferences.Digest).HasColumnName("digest").HasMaxLength(10);
        builder.HasOne<Account>().WithOne().HasForeignKey<PersonPreferences>(preferences => preferences.AccountId)
            .HasConstraintName("fk_preferences_accounts");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CategoryChannels))]
[JsonSerializable(typeof(QuietHours))]
internal sealed partial class PreferencesJson : JsonSerializerContext;
