using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Logistics.Contracts;

/// <summary>
/// A tracking number: <c>PKG</c>, 12 characters of Crockford's base32, 1 check character; <c>PKG7K3M9QX2VHDTG</c>.
/// The check catches every single wrong character and every swap of two neighbours.
/// </summary>
public readonly record struct TrackingNumber
{
    /// <summary>Random characters between prefix and check character.</summary>
    public const int BodyLength = 12;

    /// <summary>Characters in all.</summary>
    public const int Length = 16;

    private const string Prefix = "PKG";
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly SearchValues<char> AlphabetSet = SearchValues.Create(Alphabet);

    private readonly string? _value;

    private TrackingNumber(string value) => _value = value;

    /// <summary>The number whose body is made of the low five bits of each byte, with the check character that belongs to it.</summary>
    /// <param name="random">Exactly <see cref="BodyLength"/> bytes, from a cryptographic source where the number is to be issued.</param>
    public static TrackingNumber FromRandom(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, BodyLength);

        Span<char> characters = stackalloc char[Length];
        Prefix.CopyTo(characters);
        for (var i = 0; i < BodyLength; i++)
        {
            characters[Prefix.Length + i] = Alphabet[random[i] & 31];
        }

        characters[^1] = CheckCharacter(characters[..^1]);
        return new TrackingNumber(new string(characters));
    }

    /// <summary>
    /// Reads a number as people write it: case, spaces and dashes do not matter, nor O for 0, nor I or L for 1.
    /// False for anything else, a wrong check character included.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TrackingNumber number)
    {
        number = default;
        Span<char> characters = stackalloc char[Length];
        var count = 0;
        foreach (var character in text ?? string.Empty)
        {
            if (character is ' ' or '-')
            {
                continue;
            }

            if (count == Length)
            {
                return false;
            }

            characters[count++] = char.ToUpperInvariant(character) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            };
        }

        if (count != Length || !characters.StartsWith(Prefix) || characters.ContainsAnyExcept(AlphabetSet)
            || characters[^1] != CheckCharacter(characters[..^1]))
        {
            return false;
        }

        number = new TrackingNumber(new string(characters));
        return true;
    }

    /// <summary>The canonical form.</summary>
    /// <exception cref="InvalidOperationException">This is <see langword="default"/>, not a number.</exception>
    public override string ToString() => _value ?? throw new InvalidOperationException("The default value is not a tracking number.");

    /// <summary>GF(32) with x^5 + x^2 + 1: <c>acc = xtime(acc XOR value)</c> over all characters before the check character.</summary>
    private static char CheckCharacter(ReadOnlySpan<char> characters)
    {
        var accumulator = 0;
        foreach (var character in characters)
        {
            var shifted = (accumulator ^ Alphabet.IndexOf(character, StringComparison.Ordinal)) << 1;
            accumulator = (shifted & 32) == 0 ? shifted : shifted ^ 0b100101;
        }

        return Alphabet[accumulator];
    }
}
