using System.Text.Json;
using System.Text.Json.Serialization;

namespace Logistics.Contracts;

/// <summary>Writes an enum as its name in UPPER_SNAKE (<c>PICKED_UP</c>) and reads nothing else: no numbers, no unknown names.</summary>
public sealed class WireEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false)
    where TEnum : struct, Enum;
