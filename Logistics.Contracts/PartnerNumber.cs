using System.Diagnostics.CodeAnalysis;

namespace Logistics.Contracts;

/// <summary>
/// Another carrier's or a merchant's number for a parcel, by which it may be asked for too. Two kinds, told by their shape and held to
/// their check digits: the post's UPU S10 (<c>RB123456785GB</c>) and the GS1 SSCC (<c>000123450000000027</c>).
/// </summary>
public readonly record struct PartnerNumber
{
    /// <summary>Of the longer kind.</summary>
    public const int MaxLength = SsccLength;

    private const int S10Length = 13;
    private const int SsccLength = 18;

    private readonly string? _value;

    private PartnerNumber(string value) => _value = value;

    /// <summary>
    /// Reads a number as people and scanners write it: case, spaces and dashes do not matter, nor the <c>(00)</c> that goes before an SSCC.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PartnerNumber number)
    {
        number = default;
        var bare = string.Concat((text ?? string.Empty).Where(character => character is not (' ' or '-' or '(' or ')'))).ToUpperInvariant();
        if (bare.Length == SsccLength + 2 && bare.StartsWith("00", StringComparison.Ordinal))
        {
            bare = bare[2..];
        }

        if (!IsS10(bare) && !IsSscc(bare))
        {
            return false;
        }

        number = new PartnerNumber(bare);
        return true;
    }

    /// <summary>The canonical form.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>, not a number.</exception>
    public override string ToString() => _value ?? throw new InvalidOperationException("The default value is not a partner's number.");

    /// <summary>
    /// Two letters, eight digits, their check digit (weights 8 6 4 2 3 5 9 7, modulo 11; 10 is written 0, and 11 is 5), a country.
    /// </summary>
    private static bool IsS10(string text)
    {
        if (text.Length != S10Length || !char.IsAsciiLetter(text[0]) || !char.IsAsciiLetter(text[1]) || !AreDigits(text[2..11])
            || !CountryCodes.All.Contains(text[11..]))
        {
            return false;
        }

        ReadOnlySpan<int> weights = [8, 6, 4, 2, 3, 5, 9, 7];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * (text[2 + i] - '0');
        }

        return text[10] - '0' == (11 - (sum % 11)) switch { 10 => 0, 11 => 5, var check => check };
    }

    /// <summary>
    /// Eighteen digits: weights 3 and 1 in turn, the sum with the check digit a multiple of ten. Zeros alone are no number.
    /// </summary>
    private static bool IsSscc(string text) => text.Length == SsccLength && AreDigits(text) && text.AsSpan().ContainsAnyExcept('0')
        && text.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 3 : 1)).Sum() % 10 == 0;

    private static bool AreDigits(string text) => text.All(char.IsAsciiDigit);
}
