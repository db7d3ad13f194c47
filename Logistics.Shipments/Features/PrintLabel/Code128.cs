namespace Logistics.Shipments.Features.PrintLabel;

/// <summary>Code 128, set B (ISO/IEC 15417): printable ASCII as bars.</summary>
internal static class Code128
{
    /// <summary>The light margin that scanners need on both sides, in modules.</summary>
    public const int QuietModules = 10;

    private const int StartB = 104;
    private const int Stop = 106;

    // The widths of bar, space, bar, space, bar, space of each symbol, in modules; the stop symbol has a bar more.
    private static readonly string[] Symbols = """
        212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221
        223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
        112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131
        311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
        122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141
        214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Which modules are dark, from the first bar to the last.</summary>
    public static bool[] Modules(string text)
    {
        var values = text.Select(character => character - ' ').Prepend(StartB).ToList();
        values.Add(values.Select((value, index) => value * Math.Max(index, 1)).Sum() % 103);
        values.Add(Stop);
        return [.. values.SelectMany(value => Symbols[value]).SelectMany((width, index) => Enumerable.Repeat(index % 2 == 0, width - '0'))];
    }
}
