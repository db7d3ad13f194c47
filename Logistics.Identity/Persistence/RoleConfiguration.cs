using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Identity.Persistence;

internal sealed class RoleConfiguration : IEntityTypeConfiguration<IdentityRole<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> builder)
    {
        builder.ToTable("roles");
        builder.HasKey(role => role.Id).HasName("pk_roles");
        builder.Property(role => role.Id).HasColumnName("id");
        builder.Property(role => role.Name).HasColumnName("name").HasMaxLength(20).IsRequired();
        builder.Property(role => role.NormalizedName).HasColumnName("normalized_name").HasMaxLength(20).IsRequired();
        builder.Property(role => role.ConcurrencyStamp).HasColumnName("concurrency_stamp").HasMaxLength(64).IsConcurrencyToken();
        builder.HasIndex(role => role.NormalizedName).HasDatabaseName("ux_roles_normalized_name").IsUnique();
        builder.HasData(Roles.All.Select(role =>
            new IdentityRole<Guid> { Id = RoleIds.Of(role), Name = role, NormalizedName = role, ConcurrencyStamp = role }));
    }
}
