using Xunit;

namespace Logistics.Tests.Shipments.Label;

/// <summary>Reads the codes off a picture of dots, as a scanner does, by the standards' own tables and not by what drew them.</summary>
internal static class Scanner
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    /// <summary>Code 128 (ISO/IEC 15417): the first row across the page that reads as one, checksum included.</summary>
    public static string? ReadCode128(RenderedPage page)
    {
        for (var y = page.Height - 1; y >= 0; y--)
        {
            var runs = Runs(Enumerable.Range(0, page.Width).Select(x => page[x, y])).Skip(1).ToList();
            if (runs.Count >= 25 && DecodeCode128(runs[..^1]) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The smallest QR code (ISO/IEC 18004, version 1: 21 modules), upright, found by its finder patterns.</summary>
    public static string ReadQrCode(RenderedPage page)
    {
        var (left, top, width) = FindFinder(page);
        var module = width / 7.0;
        var modules = new bool[21, 21];
        for (var row = 0; row < 21; row++)
        {
            for (var column = 0; column < 21; column++)
            {
                modules[row, column] = page[(int)(left + ((column + 0.5) * module)), (int)(top + ((row + 0.5) * module))];
            }
        }

        return DecodeQrCode(modules);
    }

    private static string? DecodeCode128(List<int> runs)
    {
        if (runs.Count % 6 != 1)
        {
            return null;
        }

        var values = runs[..^1].Chunk(6).Select(widths => Code128Symbols.ValueOf(widths)).ToList();
        var (start, data, check) = (values[0], values[1..^2], values[^2]);
        var sum = (start + data.Select((value, index) => value * (index + 1)).Sum()) % 103;
        return start == Code128Symbols.StartB && values[^1] == Code128Symbols.Stop && sum == check
            ? string.Concat(data.Select(value => (char)(value + ' ')))
            : null;
    }

    private static List<int> Runs(IEnumerable<bool> dots)
    {
        var runs = new List<int> { 0 };
        var dark = false;
        foreach (var dot in dots)
        {
            if (dot != dark)
            {
                runs.Add(0);
                dark = dot;
            }

            runs[^1]++;
        }

        return dark ? [.. runs, 0] : runs;
    }

    /// <summary>
    /// The upper left finder: a row and a column through its middle are dark, light, dark, light, dark by 1:1:3:1:1, and left of it is a
    /// quiet zone. (A row alone may be one through a Code 128 or through data that happens to look so.)
    /// </summary>
    private static (int Left, int Top, int Width) FindFinder(RenderedPage page)
    {
        for (var y = 0; y < page.Height; y++)
        {
            var runs = Runs(Enumerable.Range(0, page.Width).Select(x => page[x, y]));
            for (var i = 1; i + 4 < runs.Count; i += 2)
            {
                var (left, width) = (runs[..i].Sum(), runs[i..(i + 5)].Sum());
                var top = y - (int)Math.Round(width / 7.0 * 2); // the first such row is the third of the seven
                if (runs[i - 1] * 7 > 3 * width && IsFinder(runs[i..(i + 5)]) && top >= 0 && top + width < page.Height
                    && IsFinder(
                        Runs(Enumerable.Range(top - 1, width + 2).Select(row => row >= 0 && page[left + (width / 2), row]))
                            .Skip(1)
                            .Take(5)
                            .ToList()))
                {
                    return (left, top, width);
                }
            }
        }

        throw Xunit.Sdk.FailException.ForFailure("There is no finder pattern on the page.");
    }

    private static bool IsFinder(List<int> runs)
    {
        var module = runs.Sum() / 7.0;
        return runs.Count == 5
            && module > 3
            && runs.Zip([1, 1, 3, 1, 1], (run, modules) => Math.Abs(run - (modules * module)) < 0.5 * module).All(fits => fits);
    }

    private static string DecodeQrCode(bool[,] modules)
    {
        var format = 0;
        foreach (var (row, column) in new[] { (8, 0), (8, 1), (8, 2), (8, 3), (8, 4) })
        {
            format = (format << 1) | (modules[row, column] ? 1 : 0);
        }

        var mask = (format ^ 0b10101) & 0b111;
        var bits = new Queue<bool>();
        for (var (right, upward) = (20, true); right > 0; right -= 2, upward = !upward)
        {
            right = right == 6 ? 5 : right; // the timing column is no data
            for (var step = 0; step < 21; step++)
            {
                var row = upward ? 20 - step : step;
                foreach (var column in new[] { right, right - 1 })
                {
                    var reserved = row == 6 || (row < 9 && (column < 9 || column > 12)) || (row > 12 && column < 9);
                    if (!reserved)
                    {
                        bits.Enqueue(modules[row, column] ^ Masked(mask, row, column));
                    }
                }
            }
        }

        Assert.Equal(0b0010, Take(bits, 4)); // alphanumeric
        var length = Take(bits, 9);
        var text = "";
        while (text.Length + 1 < length)
        {
            var pair = Take(bits, 11);
            text += $"{Alphanumeric[pair / 45]}{Alphanumeric[pair % 45]}";
        }

        return text.Length < length ? text + Alphanumeric[Take(bits, 6)] : text;
    }

    private static int Take(Queue<bool> bits, int count) =>
        Enumerable.Range(0, count).Aggregate(0, (value, _) => (value << 1) | (bits.Dequeue() ? 1 : 0));

    private static bool Masked(int mask, int row, int column) => mask switch
    {
        0 => (row + column) % 2 == 0,
        1 => row % 2 == 0,
        2 => column % 3 == 0,
        3 => (row + column) % 3 == 0,
        4 => ((row / 2) + (column / 3)) % 2 == 0,
        5 => (row * column % 2) + (row * column % 3) == 0,
        6 => ((row * column % 2) + (row * column % 3)) % 2 == 0,
        _ => (((row + column) % 2) + (row * column % 3)) % 2 == 0,
    };
}
