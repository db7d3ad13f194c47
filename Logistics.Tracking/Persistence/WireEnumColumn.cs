using Logistics.Contracts;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Logistics.Tracking.Persistence;

/// <summary>An enum as text in UPPER_SNAKE: readable in SQL, and safe from renumbering.</summary>
internal sealed class WireEnumColumn<TEnum>() : ValueConverter<TEnum, string>(value => value.ToWire(), text => Read(text))
    where TEnum : struct, Enum
{
    private static TEnum Read(string text) =>
        WireNames.TryParse<TEnum>(text, out var value) ? value : throw new InvalidOperationException($"The database has a {typeof(TEnum).Name} '{text}'.");
}
