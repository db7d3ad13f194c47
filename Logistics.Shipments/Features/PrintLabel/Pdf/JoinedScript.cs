using System.Collections.Frozen;
using System.Text;

namespace Logistics.Shipments.Features.PrintLabel.Pdf;

/// <summary>
/// Gives each Arabic letter the form that it has beside its neighbours. Vowel marks, which names rarely have, are left out.
/// </summary>
internal static class JoinedScript
{
    private const char Tatweel = '\u0640';

    // Letter, its isolated form (Unicode's final, initial and medial forms follow it), and whether it joins to the letter after it.
    private static readonly FrozenDictionary<char, (char Isolated, bool JoinsNext)> Letters = """
        0621 FE80 -  0622 FE81 -  0623 FE83 -  0624 FE85 -  0625 FE87 -  0626 FE89 +  0627 FE8D -  0628 FE8F +  0629 FE93 -
        062A FE95 +  062B FE99 +  062C FE9D +  062D FEA1 +  062E FEA5 +  062F FEA9 -  0630 FEAB -  0631 FEAD -  0632 FEAF -
        0633 FEB1 +  0634 FEB5 +  0635 FEB9 +  0636 FEBD +  0637 FEC1 +  0638 FEC5 +  0639 FEC9 +  063A FECD +  0641 FED1 +
        0642 FED5 +  0643 FED9 +  0644 FEDD +  0645 FEE1 +  0646 FEE5 +  0647 FEE9 +  0648 FEED -  0649 FEEF -  064A FEF1 +
        067E FB56 +  0686 FB7A +  0698 FB8A -  06A4 FB6A +  06A9 FB8E +  06AD FBD3 +  06AF FB92 +  06CC FBFC +
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(3)
        .ToFrozenDictionary(row => (char)Convert.ToInt32(row[0], 16), row => ((char)Convert.ToInt32(row[1], 16), row[2] == "+"));

    // Lam and one of the alefs are one sign.
    private static readonly FrozenDictionary<char, char> LamWith = new Dictionary<char, char>
    {
        ['\u0622'] = '\uFEF5',
        ['\u0623'] = '\uFEF7',
        ['\u0625'] = '\uFEF9',
        ['\u0627'] = '\uFEFB',
    }.ToFrozenDictionary();

    public static string Join(string text)
    {
        var letters = text.Where(character => character is not (>= '\u064B' and <= '\u0652')).ToArray();
        var joined = new StringBuilder(letters.Length);
        for (var i = 0; i < letters.Length; i++)
        {
            if (!Letters.TryGetValue(letters[i], out var letter))
            {
                joined.Append(letters[i]);
                continue;
            }

            var fromBefore = letter.Isolated != '\uFE80' && i > 0 && JoinsNext(letters[i - 1]);
            if (letters[i] == '\u0644' && i + 1 < letters.Length && LamWith.TryGetValue(letters[i + 1], out var ligature))
            {
                joined.Append((char)(ligature + (fromBefore ? 1 : 0)));
                i++;
                continue;
            }

            var toNext = letter.JoinsNext && i + 1 < letters.Length && JoinsBefore(letters[i + 1]);
            joined.Append((char)(
                letter.Isolated + (toNext, fromBefore) switch { (false, false) => 0, (false, true) => 1, (true, false) => 2, _ => 3 }));
        }

        return joined.ToString();
    }

    private static bool JoinsNext(char letter) => letter == Tatweel || (Letters.TryGetValue(letter, out var forms) && forms.JoinsNext);

    private static bool JoinsBefore(char letter) => letter == Tatweel || (letter != '\u0621' && Letters.ContainsKey(letter));
}
