using System.Collections.Frozen;
using System.Globalization;

namespace Logistics.Identity.Domain;

/// <summary>
/// What postal codes look like, by country: <c>9</c> stands for a digit, <c>A</c> for a letter, <c>?</c> for either, brackets for what may
/// be missing; anything else for itself. Where a country has a form here, its addresses need a code of that form. Countries that are not
/// listed have no codes, or none that we know enough about to refuse anything.
/// </summary>
internal static class PostalCodes
{
    private static readonly FrozenDictionary<string, string[]> Forms = Read("""
        999: IS FO
        9999: AF AL AM AR AT AU BD BE BG CH CY DK GE GL HU LI LU MK NE NO NZ PH SI TN XK ZA
        99999: AX BA CU DE DO DZ EE EG ES FI FR GF GP GT HR ID IQ IT JO KE KR KW
        99999: LA LK MA ME MM MQ MX MY NP PK RE RS SA SM SN TH TR UA UY VA YT ZM
        999999: BY CN CO EC IN KG KZ MN RO RU SG TJ TM UZ VN
        9999999: IL CL
        999 99: CZ GR SE SK
        9999 AA: NL
        99-999: PL
        9999-999: PT
        99999-999: BR
        999-9999: JP
        99999[-9999]: US PR GU VI AS MP
        A9A 9A9: CA
        AD999: AD
        98099: MC
        LV-9999: LV
        LT-99999: LT
        MD-9999: MD
        AAA 9999: MT
        A?? ????: IE
        A9[9] 9AA | AA9[9] 9AA | A9A 9AA | AA9A 9AA: GB JE GG IM
        AZ 9999: AZ
        9999 9999: LB
        99999-99999: IR
        """);

    /// <summary>Those whose form is known.</summary>
    public static IEnumerable<string> Countries => Forms.Keys;

    /// <summary>What is wrong with the code in that country, in words that help; <see langword="null"/>: nothing.</summary>
    public static string? FaultOf(string? code, string country)
    {
        if (!Forms.TryGetValue(country, out var forms) || forms.Any(form => Fits(code ?? string.Empty, form)))
        {
            return null;
        }

        var shown = string.Join(" or ", forms.Select(form => $"'{form}'"));
        return string.Create(CultureInfo.InvariantCulture, $"In {country} it is {shown}, where 9 is a digit, A a letter, ? either.");
    }

    private static bool Fits(ReadOnlySpan<char> code, ReadOnlySpan<char> form)
    {
        if (form.IsEmpty)
        {
            return code.IsEmpty;
        }

        if (form[0] == '[')
        {
            var end = form.IndexOf(']');
            var rest = form[(end + 1)..];
            return Fits(code, rest) || Fits(code, string.Concat(form[1..end], rest));
        }

        return !code.IsEmpty && Fits(code[0], form[0]) && Fits(code[1..], form[1..]);
    }

    private static bool Fits(char character, char form) => form switch
    {
        '9' => char.IsAsciiDigit(character),
        'A' => char.IsAsciiLetterUpper(character),
        '?' => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character),
        _ => character == form,
    };

    private static FrozenDictionary<string, string[]> Read(string table) => table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(':'))
        .SelectMany(line => line[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(country => KeyValuePair.Create(country, line[0].Split(" | "))))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
