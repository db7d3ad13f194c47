using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Logistics.Messaging.DeadLetters;

internal sealed class DeadLetterConfiguration : IEntityTypeConfiguration<DeadLetter>, IEntityTypeConfiguration<DeadLetterAudit>
{
    public const string Table = "dead_letters";

    private static readonly ValueConverter<DeadLetterState, string> UpperCase =
        new(state => state.ToString().ToUpperInvariant(), text => Enum.Parse<DeadLetterState>(text, true));

    public void Configure(EntityTypeBuilder<DeadLetter> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(letter => letter.Id).HasName("pk_dead_letters");
        builder.Property(letter => letter.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(letter => letter.Queue).HasColumnName("queue").HasMaxLength(200);
        builder.Property(letter => letter.EventId).HasColumnName("event_id");
        builder.Property(letter => letter.EventName).HasColumnName("event_name").HasMaxLength(200);
        builder.Property(letter => letter.Subject).HasColumnName("subject").HasMaxLength(200);
        builder.Property(letter => letter.Source).HasColumnName("source").HasMaxLength(50);
        builder.Property(letter => letter.Body).HasColumnName("body");
        builder.Property(letter => letter.Headers).HasColumnName("headers");
        builder.Property(letter => letter.Reason).HasColumnName("reason").HasMaxLength(50);
        builder.Property(letter => letter.Detail).HasColumnName("detail").HasMaxLength(1000);
        builder.Property(letter => letter.Attempts).HasColumnName("attempts");
        builder.Property(letter => letter.OccurredAt).HasColumnName("occurred_at");
        builder.Property(letter => letter.DiedAt).HasColumnName("died_at");
        builder.Property(letter => letter.State).HasColumnName("state").HasMaxLength(20).HasConversion(UpperCase);
        builder.Property(letter => letter.SettledAt).HasColumnName("settled_at");

        // One open letter an event and queue: a recorder that crashes between commit and acknowledgement writes it twice, and gets one.
        builder.HasIndex(letter => new { letter.Queue, letter.EventId })
            .IsUnique().HasFilter("state = 'OPEN'").HasDatabaseName("ux_dead_letters_open");
        builder.HasIndex(letter => new { letter.DiedAt, letter.Id }).IsDescending().HasDatabaseName("ix_dead_letters_died_at");
    }

    public void Configure(EntityTypeBuilder<DeadLetterAudit> builder)
    {
        builder.ToTable("dead_letter_audit");
        builder.HasKey(entry => entry.Id).HasName("pk_dead_letter_audit");
        builder.Property(entry => entry.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(entry => entry.DeadLetterId).HasColumnName("dead_letter_id");
        builder.Property(entry => entry.Action).HasColumnName("action").HasMaxLength(20).HasConversion(UpperCase);
        builder.Property(entry => entry.ActorId).HasColumnName("actor_id");
        builder.Property(entry => entry.At).HasColumnName("at");
        builder.HasOne<DeadLetter>().WithMany()
            .HasForeignKey(entry => entry.DeadLetterId).HasConstraintName("fk_dead_letter_audit_dead_letter");
        builder.HasIndex(entry => entry.DeadLetterId).HasDatabaseName("ix_dead_letter_audit_dead_letter_id");
    }
}
