using Logistics.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Logistics.Messaging;

public static class WireEnumColumnExtensions
{
    /// <summary>Keeps an enum as text in UPPER_SNAKE wherever the model has it: readable in SQL, and safe from renumbering.</summary>
    public static ModelConfigurationBuilder HaveWireNames<TEnum>(this ModelConfigurationBuilder conventions, int maxLength)
        where TEnum : struct, Enum
    {
        conventions.Properties<TEnum>().HaveConversion<WireEnumColumn<TEnum>>().HaveMaxLength(maxLength);
        return conventions;
    }
}

internal sealed class WireEnumColumn<TEnum>() : ValueConverter<TEnum, string>(value => value.ToWire(), text => Read(text))
    where TEnum : struct, Enum
{
    private static TEnum Read(string text) =>
        WireNames.TryParse<TEnum>(text, out var value)
            ? value
            : throw new InvalidOperationException($"The database has a {typeof(TEnum).Name} '{text}'.");
}
