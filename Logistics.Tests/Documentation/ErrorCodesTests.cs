using System.Text.RegularExpressions;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Documentation;

/// <summary>docs/errors.md has every code that a problem may have. After a change that is meant, run with <c>UPDATE_GOLDEN=1</c>.</summary>
public sealed partial class ErrorCodesTests
{
    /// <summary>What HTTP has a status for and the services have no kind.</summary>
    private static readonly Dictionary<string, int> StatusesOfTheirOwn = new[] { 405, 413, 415 }
        .Select(status => (StatusProblems.ErrorOf(status).Code, status)).Append((EdgeErrors.VersionMissing.Code, 428)).ToDictionary();

    [Fact]
    public void Every_code_is_there() => RepositoryFiles.AssertGolden("docs/errors.md", $"""
        # Error codes

        The `code` of a problem (RFC 9457), from the source itself; a test keeps it so. Codes are for programs and stay; the words are for people and may change.

        | code | status | what |
        |---|---|---|
        {string.Join('\n', Rows())}
        """);

    [Fact]
    public void No_error_is_declared_in_a_way_that_is_not_seen() => Assert.Empty(Sources()
        .SelectMany(source => Declared().Matches(source)).Select(match => match.Groups[1].Value)
        .Except(Rows().Select(row => row.Split('`')[1])));

    private static IEnumerable<string> Rows() => Sources().SelectMany(source => Declaration().Matches(source))
        .OrderBy(match => match.Groups["code"].Value, StringComparer.Ordinal).DistinctBy(match => match.Groups["code"].Value)
        .Select(match => Row(match.Groups["code"].Value, Enum.Parse<ErrorKind>(match.Groups["kind"].Value), match.Groups["words"].Value));

    private static string Row(string code, ErrorKind kind, string words) =>
        $"| `{code}` | {StatusesOfTheirOwn.GetValueOrDefault(code, kind.ToHttpStatus())} "
        + $"| {Hole().Replace(words, "…").Replace("<", "&lt;", StringComparison.Ordinal)} |";

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(RepositoryFiles.Root, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/'))
        .Where(path =>
            path.StartsWith("Logistics.", StringComparison.Ordinal)
            && !path.StartsWith("Logistics.Tests/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(RepositoryFiles.Read);

    /// <summary><c>new("shipment.busy", "Too many others …", ErrorKind.Unavailable)</c></summary>
    [GeneratedRegex("""new(?: Error)?\(\s*"(?<code>[a-z_.]+)",\s*\$?"(?<words>[^"]+)",\s*ErrorKind\.(?<kind>\w+)\s*\)""")]
    private static partial Regex Declaration();

    /// <summary>All that looks like the beginning of one.</summary>
    [GeneratedRegex("""Error \w+[^=;]*=>?\s*new(?: Error)?\(\s*"([^"]+)""")]
    private static partial Regex Declared();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Hole();
}
