using System.Text.RegularExpressions;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Documentation;

/// <summary>docs/operations.md names every setting with its default and every metric of ours, and nothing that is not there.</summary>
public sealed partial class OperationsPageTests
{
    private static readonly string Page = RepositoryFiles.Read("docs/operations.md");

    [Fact]
    public void Every_setting_is_there_with_its_default() => Assert.Equal(SettingRows.OfTheCode(), SettingRows.OfThePage(Page));

    [Fact]
    public void A_setting_that_nobody_documented_is_noticed() =>
        Assert.NotEqual(
            SettingRows.OfTheCode(),
            SettingRows.OfThePage(Page.Replace("`Messaging:BatchSize`", "`Messaging:Size`", StringComparison.Ordinal)));

    [Fact]
    public void Every_metric_is_there() =>
        Assert.Equal(MetricsOfTheCode(), MetricRow().Matches(Page).Select(match => match.Groups[1].Value).Order());

    private static IEnumerable<string> MetricsOfTheCode() =>
        Directory.EnumerateFiles(RepositoryFiles.Root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/'))
            .Where(path =>
                path.StartsWith("Logistics.", StringComparison.Ordinal)
                && !path.StartsWith("Logistics.Tests/", StringComparison.Ordinal))
            .SelectMany(path => Instrument().Matches(RepositoryFiles.Read(path)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order();

    /// <summary><c>Meter.CreateCounter&lt;long&gt;("logistics.outbox.published", …</c></summary>
    [GeneratedRegex("""Create(?:Counter|UpDownCounter|Histogram|Gauge|Observable\w+)(?:<\w+>)?\(\s*"(logistics\.[^"]+)""")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"^\| `(logistics\.[a-z._]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();
}
