using Logistics.Notifications.Domain;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Logistics.Notifications.Persistence;

internal static class WireEnumColumn
{
    /// <summary>An enum as text in UPPER_SNAKE.</summary>
    public static PropertyBuilder<TEnum> HasWireNames<TEnum>(this PropertyBuilder<TEnum> property)
        where TEnum : struct, Enum =>
        property.HasMaxLength(20).HasConversion(value => WireNames<TEnum>.Of(value), name => WireNames<TEnum>.Parse(name));
}
