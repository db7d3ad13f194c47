using System.Globalization;

namespace Logistics.Simulator.Network;

/// <summary>Reads the hubs from the embedded <c>hubs.csv</c>, or any text of that form, and accepts nothing that is not right.</summary>
internal static class HubFile
{
    private const string Header = "code,city,country,latitude,longitude,timeZone,gateway";

    /// <summary>The hubs that come with the program.</summary>
    public static IReadOnlyList<Hub> ReadEmbedded()
    {
        using var stream = typeof(HubFile).Assembly.GetManifestResourceStream("hubs.csv")
            ?? throw new InvalidOperationException("The resource hubs.csv is missing from the build.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>One hub a line, after the header.</summary>
    /// <exception cref="FormatException">Something is wrong; the message names every faulty line.</exception>
    public static IReadOnlyList<Hub> Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        if (lines[0] != Header)
        {
            throw new FormatException($"hubs, line 1: expected '{Header}'.");
        }

        var hubs = new Dictionary<string, Hub>(StringComparer.Ordinal);
        var faults = new List<string>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            var (hub, fault) = ParseLine(lines[i]);
            if (hub is not null && !hubs.TryAdd(hub.Code, hub))
            {
                fault = $"the code {hub.Code} is taken";
            }

            if (fault is not null)
            {
                faults.Add($"hubs, line {i + 1}: {fault}.");
            }
        }

        return faults.Count == 0 ? [.. hubs.Values] : throw new FormatException(string.Join(Environment.NewLine, faults));
    }

    private static (Hub? Hub, string? Fault) ParseLine(string line)
    {
        if (line.Split(',') is not [var code, var city, var country, var latitudeText, var longitudeText, var zone,
            ("yes" or "no") and var gateway])
        {
            return (null, "expected seven fields, the last one 'yes' or 'no'");
        }

        if (!IsUpperAscii(code, 3) || !IsUpperAscii(country, 2) || city.Length == 0)
        {
            return (null, "expected a three-letter code, a city and a two-letter country");
        }

        if (!TryParseDegrees(latitudeText, 90, out var latitude) || !TryParseDegrees(longitudeText, 180, out var longitude))
        {
            return (null, "a coordinate is not a number of degrees in range");
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var timeZone)
            ? (new Hub(code, city, country, latitude, longitude, timeZone, gateway == "yes"), null)
            : (null, $"there is no time zone '{zone}'");
    }

    private static bool IsUpperAscii(string text, int length) => text.Length == length && text.All(char.IsAsciiLetterUpper);

    private static bool TryParseDegrees(string text, double limit, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= limit;
}
