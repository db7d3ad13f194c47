using System.Globalization;
using System.Text;

namespace Logistics.Bench.Load;

/// <param name="Status">Of HTTP; 0 when the connection broke.</param>
/// <param name="Body">As it came.</param>
internal readonly record struct Answer(int Status, byte[] Body)
{
    public static Answer None { get; } = new(0, []);

    /// <summary>The tracking number in it.</summary>
    public string TrackingNumber => TextAfter("\"trackingNumber\":\""u8);

    /// <summary>The id in it.</summary>
    public string Id => TextAfter("\"id\":\""u8);

    /// <summary>What it is counted as when it is not what was wanted; <see langword="null"/> when it is.</summary>
    public string? Unless(int wanted) =>
        Status == wanted ? null : Status == 0 ? "no answer" : Status.ToString(CultureInfo.InvariantCulture);

    /// <summary>Found without parsing the rest; empty when it is not there.</summary>
    private string TextAfter(ReadOnlySpan<byte> mark)
    {
        var body = Body.AsSpan();
        var start = body.IndexOf(mark);
        if (start < 0)
        {
            return "";
        }

        var rest = body[(start + mark.Length)..];
        return Encoding.UTF8.GetString(rest[..Math.Max(0, rest.IndexOf((byte)'"'))]);
    }
}
