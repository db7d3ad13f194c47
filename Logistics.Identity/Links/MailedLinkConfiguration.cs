using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Links;

internal sealed class MailedLinkConfiguration : IEntityTypeConfiguration<MailedLink>
{
    public void Configure(EntityTypeBuilder<MailedLink> builder)
    {
        builder.ToTable("mailed_links");
        builder.HasKey(link => link.Id).HasName("pk_mailed_links");
        builder.Property(link => link.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(link => link.AccountId).HasColumnName("account_id");
        builder.Property(link => link.Purpose).HasColumnName("purpose").HasConversion<string>().HasMaxLength(20);
        builder.Property(link => link.TokenHash).HasColumnName("token_hash").HasMaxLength(32);
        builder.Property(link => link.Email).HasColumnName("email").HasMaxLength(ContactRules.MaxEmailLength);
        builder.Property(link => link.CreatedAt).HasColumnName("created_at");
        builder.Property(link => link.ExpiresAt).HasColumnName("expires_at");
        builder.HasIndex(link => link.TokenHash).HasDatabaseName("ux_mailed_links_token_hash").IsUnique();
        builder.HasIndex(link => new { link.AccountId, link.Purpose, link.CreatedAt }).HasDatabaseName("ix_mailed_links_account");
        builder.HasOne<Account>().WithMany().HasForeignKey(link => link.AccountId).HasConstraintName("fk_mailed_links_accounts");
    }
}
