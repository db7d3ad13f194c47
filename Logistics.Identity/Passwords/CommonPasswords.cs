using System.Collections.Frozen;

namespace Logistics.Identity.Passwords;

/// <summary>
/// The passwords that guessing begins with: a bundled list (<c>common-passwords.txt</c>, one a line, # for comments), compared as a whole
/// and without regard to case. Put a longer one in its place where there is one.
/// </summary>
internal static class CommonPasswords
{
    private static readonly Lazy<FrozenSet<string>> Folded = new(Load);

    /// <param name="folded">Normalised and in upper case.</param>
    public static bool Contains(string folded) => Folded.Value.Contains(folded);

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#')
            .Select(line => PasswordRules.Normalise(line).ToUpperInvariant())
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
