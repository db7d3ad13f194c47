using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Passwords;

/// <summary>
/// What a password may be, by NIST SP 800-63B: long enough, known to no list of common ones, not made of what anyone knows of the account.
/// No rules on what characters it must have.
/// </summary>
internal sealed class PasswordRules(IOptions<IdentitySettings> settings)
{
    /// <summary>Hashing costs more the longer it is; no one types more. NIST asks for 64 at least.</summary>
    public const int MaxLength = 128;

    /// <summary>What must be left of a password without the words that anyone would try first.</summary>
    private const int LeastBesides = 6;

    private const int ShortestWord = 4;
    private const int LeastDifferent = 5;
    private const string ServiceName = "logistics";

    /// <summary>The form that is hashed: what looks the same is the same, whatever keyboard it was typed on.</summary>
    public static string Normalise(string password) => password.Normalize(NormalizationForm.FormKC);

    /// <summary>What is wrong with it, in words for whoever chose it; empty: nothing.</summary>
    /// <param name="email">The account's.</param>
    public IReadOnlyList<string> FaultsOf(string password, string email)
    {
        var text = Normalise(password);
        var length = text.EnumerateRunes().Count();
        if (length < settings.Value.MinPasswordLength)
        {
            return [string.Create(
                CultureInfo.InvariantCulture,
                $"At least {settings.Value.MinPasswordLength} characters. A few words in a row are easy to keep in mind.")];
        }

        if (length > MaxLength)
        {
            return [string.Create(CultureInfo.InvariantCulture, $"At most {MaxLength} characters.")];
        }

        var folded = text.ToUpperInvariant();
        if (CommonPasswords.Contains(folded) || IsPattern(folded))
        {
            return ["This is one of the passwords that are tried first. Choose another."];
        }

        return IsOfKnownWords(folded, email) ? ["This is little more than your address or our name. Choose another."] : [];
    }

    /// <summary><c>1111111111</c>, <c>1212121212</c>, <c>abcdefghij</c>, <c>9876543210</c>.</summary>
    private static bool IsPattern(string folded)
    {
        var runes = folded.EnumerateRunes().Select(rune => rune.Value).ToList();
        var steps = runes.Zip(runes.Skip(1), (one, next) => next - one).ToList();
        return runes.Distinct().Count() < LeastDifferent || (steps.Distinct().Count() == 1 && Math.Abs(steps[0]) <= 1);
    }

    private static bool IsOfKnownWords(string folded, string email)
    {
        var at = email.LastIndexOf('@');
        var words = new[] { email, at > 0 ? email[..at] : email, at > 0 ? email[(at + 1)..].Split('.')[0] : "", ServiceName }
            .Select(word => Normalise(word).ToUpperInvariant())
            .Where(word => word.Length >= ShortestWord)
            .OrderByDescending(word => word.Length);
        var rest = words.Aggregate(folded, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < folded.Length && rest.EnumerateRunes().Count() < LeastBesides;
    }
}
