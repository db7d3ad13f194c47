using System.Globalization;

namespace Grpc.Wire;

/// <summary><c>grpc-timeout</c>: up to eight digits and a unit.</summary>
internal static class WireTimeout
{
    private const int MaxDigits = 8;

    /// <summary>What a timer can wait; a deadline beyond it is as good as none.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1L);

    public static string Encode(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero)
        {
            return "1n";
        }

        const long limit = 100_000_000;
        var microseconds = timeout.Ticks / TimeSpan.TicksPerMicrosecond;
        var (value, unit) = microseconds switch
        {
            < limit => (Math.Max(1, microseconds), 'u'),
            < limit * 1_000 => (microseconds / 1_000, 'm'),
            < limit * 1_000_000 => (microseconds / 1_000_000, 'S'),
            _ => (Math.Min(microseconds / 3_600_000_000, limit - 1), 'H'),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{value}{unit}");
    }

    public static bool TryDecode(string? text, out TimeSpan timeout)
    {
        timeout = default;
        if (text is not { Length: >= 2 and <= MaxDigits + 1 }
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        TimeSpan? parsed = text[^1] switch
        {
            'n' => TimeSpan.FromTicks((value + 99) / 100),
            'u' => TimeSpan.FromMicroseconds(value),
            'm' => TimeSpan.FromMilliseconds(value),
            'S' => TimeSpan.FromSeconds(value),
            'M' => TimeSpan.FromMinutes(value),
            'H' => TimeSpan.FromHours(value),
            _ => null,
        };
        timeout = parsed ?? default;
        return parsed is not null;
    }
}
