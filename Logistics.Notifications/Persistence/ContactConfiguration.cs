using Logistics.Notifications.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("contacts");
        builder.HasKey(contact => contact.UserId).HasName("pk_contacts");
        builder.Property(contact => contact.UserId).HasColumnName("user_id").ValueGeneratedNever();
        builder.Property(contact => contact.Email).HasColumnName("email").HasMaxLength(320);
        builder.Property(contact => contact.EmailKey).HasColumnName("email_key").HasMaxLength(320);
        builder.Property(contact => contact.EmailConfirmed).HasColumnName("email_confirmed");
        builder.Property(contact => contact.Name).HasColumnName("name").HasMaxLength(200);
        builder.Property(contact => contact.Phone).HasColumnName("phone").HasMaxLength(20);
        builder.Property(contact => contact.Locale).HasColumnName("locale").HasMaxLength(35);
        builder.Property(contact => contact.UpdatedAt).HasColumnName("updated_at");
        builder.Property(contact => contact.TimeZone).HasColumnName("time_zone").HasMaxLength(64);
        builder.Property(contact => contact.ProfileUpdatedAt).HasColumnName("profile_updated_at").HasDefaultValueSql("'-infinity'");
        builder.Property(contact => contact.ErasedAt).HasColumnName("erased_at");
        builder.HasIndex(contact => contact.EmailKey).HasDatabaseName("ix_contacts_email_key");
        builder.HasIndex(contact => contact.ErasedAt).HasFilter("erased_at IS NOT NULL").HasDatabaseName("ix_contacts_erased_at");
    }
}
