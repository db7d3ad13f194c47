using Logistics.Notifications.Email;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class StoredMailConfiguration : IEntityTypeConfiguration<StoredMail>
{
    public void Configure(EntityTypeBuilder<StoredMail> builder)
    {
        builder.ToTable("mails");
        builder.HasKey(mail => mail.Id).HasName("pk_mails");
        builder.Property(mail => mail.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(mail => mail.NotificationId).HasColumnName("notification_id");
        builder.Property(mail => mail.To).HasColumnName("to_address").HasMaxLength(320);
        builder.Property(mail => mail.ToKey).HasColumnName("to_key").HasMaxLength(320);
        builder.Property(mail => mail.Subject).HasColumnName("subject");
        builder.Property(mail => mail.MessageId).HasColumnName("message_id").HasMaxLength(400);
        builder.Property(mail => mail.SentAt).HasColumnName("sent_at");
        builder.Property(mail => mail.Raw).HasColumnName("raw");

        // A second copy of a mail is the same mail.
        builder.HasIndex(mail => mail.MessageId).IsUnique().HasDatabaseName("ux_mails_message_id");
        builder.HasIndex(mail => new { mail.ToKey, mail.SentAt, mail.Id }).HasDatabaseName("ix_mails_to_key");
        builder.HasIndex(mail => new { mail.SentAt, mail.Id }).HasDatabaseName("ix_mails_sent_at");
    }
}
