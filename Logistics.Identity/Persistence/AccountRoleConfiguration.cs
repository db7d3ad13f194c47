using Logistics.Identity.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Persistence;

internal sealed class AccountRoleConfiguration : IEntityTypeConfiguration<IdentityUserRole<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserRole<Guid>> builder)
    {
        builder.ToTable("account_roles");
        builder.HasKey(link => new { link.UserId, link.RoleId }).HasName("pk_account_roles");
        builder.Property(link => link.UserId).HasColumnName("account_id");
        builder.Property(link => link.RoleId).HasColumnName("role_id");
        builder.HasIndex(link => link.RoleId).HasDatabaseName("ix_account_roles_role_id");
        builder.HasOne<Account>().WithMany().HasForeignKey(link => link.UserId).HasConstraintName("fk_account_roles_accounts");
        builder.HasOne<IdentityRole<Guid>>().WithMany().HasForeignKey(link => link.RoleId).HasConstraintName("fk_account_roles_roles");
    }
}
