using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Persistence;

internal sealed class SavedAddressConfiguration : IEntityTypeConfiguration<SavedAddress>
{
    public void Configure(EntityTypeBuilder<SavedAddress> builder)
    {
        builder.ToTable("addresses");
        builder.HasKey(address => address.Id).HasName("pk_addresses");
        builder.Property(address => address.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(address => address.AccountId).HasColumnName("account_id");
        builder.Property(address => address.Label).HasColumnName("label").HasMaxLength(SavedAddress.MaxLabelLength);
        builder.Property(address => address.Name).HasColumnName("name").HasMaxLength(SavedAddress.MaxTextLength);
        builder.Property(address => address.Company).HasColumnName("company").HasMaxLength(SavedAddress.MaxTextLength);
        builder.Property(address => address.Email).HasColumnName("email").HasMaxLength(ContactRules.MaxEmailLength);
        builder.Property(address => address.Phone).HasColumnName("phone").HasMaxLength(ContactRules.MaxPhoneLength);
        builder.Property(address => address.Line1).HasColumnName("line1").HasMaxLength(SavedAddress.MaxTextLength);
        builder.Property(address => address.Line2).HasColumnName("line2").HasMaxLength(SavedAddress.MaxTextLength);
        builder.Property(address => address.City).HasColumnName("city").HasMaxLength(SavedAddress.MaxCityLength);
        builder.Property(address => address.Region).HasColumnName("region").HasMaxLength(SavedAddress.MaxCityLength);
        builder.Property(address => address.PostalCode).HasColumnName("postal_code").HasMaxLength(SavedAddress.MaxPostalCodeLength);
        builder.Property(address => address.Country).HasColumnName("country").HasMaxLength(2);
        builder.Property(address => address.IsDefault).HasColumnName("is_default");
        builder.HasIndex(address => new { address.AccountId, address.Id }).HasDatabaseName("ix_addresses_account_id");
        builder.HasIndex(address => address.AccountId).HasFilter("is_default").IsUnique().HasDatabaseName("ux_addresses_default");
        builder.HasOne<Account>().WithMany().HasForeignKey(address => address.AccountId).HasConstraintName("fk_addresses_accounts");
    }
}
