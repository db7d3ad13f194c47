using System.Text.RegularExpressions;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Hides secrets: values of variables named like one, passwords in connection strings, and every secret parameter wherever it occurs.
/// </summary>
internal sealed partial class SecretMask(SecretStore secrets)
{
    private const string Mask = "●●●●●●";

    public string Hide(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        if (SecretName().IsMatch(name))
        {
            return Mask;
        }

        var hidden = secrets.Known.Aggregate(value, (text, secret) => text
            .Replace(secret, Mask, StringComparison.Ordinal)
            .Replace(Uri.EscapeDataString(secret), Mask, StringComparison.Ordinal));
        return PasswordInUri().Replace(PasswordField().Replace(hidden, $"$1{Mask}"), $"$1{Mask}@");
    }

    [GeneratedRegex("password|passwd|pwd|secret|token|credential|api_?key|private_?key|signing_?key", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("((?:password|pwd)=)[^;,\\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordField();

    [GeneratedRegex("(://[^:/@\\s]*:)[^@/\\s]+@")]
    private static partial Regex PasswordInUri();
}
