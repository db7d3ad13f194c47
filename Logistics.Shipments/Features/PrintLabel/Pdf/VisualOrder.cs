namespace Logistics.Shipments.Features.PrintLabel.Pdf;

/// <summary>
/// Puts the letters of a line in the order in which they stand on paper. The part of Unicode's bidirectional algorithm that names and
/// addresses need: runs of both directions, numbers, and signs between them; no embedding marks.
/// </summary>
internal static class VisualOrder
{
    private enum Direction
    {
        None,
        Left,
        Right,
    }

    /// <summary>Whether the line begins at the right: its first letter says so.</summary>
    public static bool StartsRight(string text) =>
        text.Select(Of).FirstOrDefault(direction => direction != Direction.None) == Direction.Right;

    public static string Arrange(string text)
    {
        var directions = text.Select(Of).ToArray();
        if (!directions.Contains(Direction.Right))
        {
            return text;
        }

        // A sign between two of the same direction has theirs; else the line's.
        var line = StartsRight(text) ? Direction.Right : Direction.Left;
        for (var i = 0; i < directions.Length; i++)
        {
            if (directions[i] == Direction.None)
            {
                var before = i == 0 ? line : directions[i - 1];
                var after = directions.Skip(i).FirstOrDefault(direction => direction != Direction.None, line);
                directions[i] = before == after ? before : line;
            }
        }

        var runs = new List<string>();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = start + 1;
            while (end < text.Length && directions[end] == directions[start])
            {
                end++;
            }

            runs.Add(directions[start] == Direction.Right ? Reverse(text[start..end]) : text[start..end]);
        }

        return string.Concat(line == Direction.Right ? runs.AsEnumerable().Reverse() : runs);
    }

    private static string Reverse(string run) => string.Concat(run.Reverse().Select(character => character switch
    {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        _ => character,
    }));

    private static Direction Of(char character) => character switch
    {
        >= '\u0590' and <= '\u08FF' when !char.IsDigit(character) => char.IsLetter(character) ? Direction.Right : Direction.None,
        >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC' => Direction.Right,
        _ => char.IsLetterOrDigit(character) ? Direction.Left : Direction.None,
    };
}
