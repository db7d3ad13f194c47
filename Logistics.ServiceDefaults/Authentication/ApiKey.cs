using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Logistics.ServiceDefaults.Authentication;

/// <summary>
/// What a machine proves itself by: <c>lk_</c>, 43 random letters and digits (256 bits), and 6 that check them, so that whoever finds such
/// a text in a log or a repository knows without asking that it is, or is not, a key of ours. Never stored, never logged.
/// </summary>
public readonly record struct ApiKey
{
    public const string Prefix = "lk_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int BodyLength = 43;
    private const int CheckLength = 6;
    private const int HintLength = 8;

    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    private readonly string? _text;

    private ApiKey(string text) => _text = text;

    /// <summary>What is stored of it.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Reveal()));

    /// <summary>How it begins: enough to know it again, too little to use.</summary>
    public string Hint => Reveal()[..HintLength];

    public static ApiKey Create()
    {
        var text = Prefix + RandomNumberGenerator.GetString(Alphabet, BodyLength);
        return new ApiKey(text + CheckOf(text));
    }

    /// <summary>Whether it is one by its form; whether it is good, only Identity knows.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ApiKey key)
    {
        key = default;
        if (text is not { Length: var length }
            || length != Prefix.Length + BodyLength + CheckLength
            || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text.AsSpan(Prefix.Length).ContainsAnyExcept(Letters)
            || CheckOf(text[..^CheckLength]) != text[^CheckLength..])
        {
            return false;
        }

        key = new ApiKey(text);
        return true;
    }

    /// <summary>The key itself.</summary>
    public string Reveal() => _text ?? throw new InvalidOperationException("This is no key.");

    /// <summary>Says which, tells nothing.</summary>
    public override string ToString() => _text is null ? string.Empty : $"{Hint}…";

    /// <summary>The first 32 bits of the SHA-256 of what stands before, in base 62.</summary>
    private static string CheckOf(string text)
    {
        var number = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
        return string.Create(CheckLength, number, static (characters, rest) =>
        {
            for (var i = characters.Length - 1; i >= 0; i--, rest /= (uint)Alphabet.Length)
            {
                characters[i] = Alphabet[(int)(rest % (uint)Alphabet.Length)];
            }
        });
    }
}
