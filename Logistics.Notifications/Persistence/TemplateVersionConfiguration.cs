using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class TemplateVersionConfiguration : IEntityTypeConfiguration<TemplateVersion>
{
    public void Configure(EntityTypeBuilder<TemplateVersion> builder)
    {
        builder.ToTable("template_versions");
        builder.HasKey(version => new { version.Key, version.Version }).HasName("pk_template_versions");
        builder.Property(version => version.Key).HasColumnName("key").HasMaxLength(100);
        builder.Property(version => version.Version).HasColumnName("version").ValueGeneratedNever();
        builder.Property(version => version.Channel).HasColumnName("channel");
        builder.Property(version => version.Locale).HasColumnName("locale").HasMaxLength(35);
        builder.Property(version => version.State).HasColumnName("state");
        builder.Property(version => version.Parts).HasColumnName("parts").HasColumnType("jsonb").HasConversion(
            parts => JsonSerializer.Serialize(parts, RowJsonContext.Default.DictionaryStringString),
            json => JsonSerializer.Deserialize(json, RowJsonContext.Default.DictionaryStringString) ?? new Dictionary<string, string>(),
            new ValueComparer<Dictionary<string, string>>(favorStructuralComparisons: false));
        builder.Property(version => version.Variables).HasColumnName("variables").HasColumnType("jsonb").HasConversion(
            variables => JsonSerializer.Serialize(variables, RowJsonContext.Default.IReadOnlyListTemplateVariable),
            json => JsonSerializer.Deserialize(json, RowJsonContext.Default.IReadOnlyListTemplateVariable) ?? new List<TemplateVariable>(),
            new ValueComparer<IReadOnlyList<TemplateVariable>>(favorStructuralComparisons: false));
        builder.Property(version => version.IdempotencyKey).HasColumnName("idempotency_key").HasMaxLength(255);
        builder.Property(version => version.CreatedBy).HasColumnName("created_by");
        builder.Property(version => version.CreatedAt).HasColumnName("created_at");
        builder.Property(version => version.PublishedBy).HasColumnName("published_by");
        builder.Property(version => version.PublishedAt).HasColumnName("published_at");

        builder.HasIndex(version => new { version.Key, version.Channel, version.Locale })
            .IsUnique().HasFilter("state = 'PUBLISHED'").HasDatabaseName("ux_template_versions_published");
        builder.HasIndex(version => new { version.CreatedBy, version.Key, version.IdempotencyKey })
            .IsUnique().HasFilter("idempotency_key IS NOT NULL").HasDatabaseName("ux_template_versions_idempotency_key");
    }
}

internal sealed class TemplateChangeConfiguration : IEntityTypeConfiguration<TemplateChange>
{
    public void Configure(EntityTypeBuilder<TemplateChange> builder)
    {
        builder.ToTable("template_changes");
        builder.HasKey(change => change.Id).HasName("pk_template_changes");
        builder.Property(change => change.Id).HasColumnName("id");
        builder.Property(change => change.Key).HasColumnName("key").HasMaxLength(100);
        builder.Property(change => change.Version).HasColumnName("version");
        builder.Property(change => change.Action).HasColumnName("action").HasMaxLength(20);
        builder.Property(change => change.ActorId).HasColumnName("actor_id");
        builder.Property(change => change.At).HasColumnName("at");
        builder.HasIndex(change => new { change.Key, change.Id }).HasDatabaseName("ix_template_changes_key");
    }
}
