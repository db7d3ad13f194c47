using System.Text.RegularExpressions;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Documentation;

/// <summary>What <c>.editorconfig</c> asks for as <c>max_line_length</c>, which no analyzer checks.</summary>
public sealed partial class SourceLineTests
{
    private const int Longest = 140;

    /// <summary>Texts that must stand as they are (JSON, CSV, HTML) may make a line longer.</summary>
    [Fact]
    public void No_line_of_code_is_too_long()
    {
        var files = Directory.EnumerateDirectories(RepositoryFiles.Root)
            .Where(folder => Path.GetFileName(folder).Split('.')[0] is "Logistics" or "standins")
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "Migrations" or "obj"));

        Assert.Empty(files.SelectMany(TooLong));
    }

    private static IEnumerable<string> TooLong(string file)
    {
        var isText = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            if (!isText && line.Length > Longest && LongText().Replace(line, "").Length > Longest / 2)
            {
                yield return $"{Path.GetRelativePath(RepositoryFiles.Root, file)}:{index + 1} has {line.Length} characters.";
            }

            isText ^= line.Split("\"\"\"").Length % 2 == 0;
        }
    }

    /// <summary>A literal, with quotes in it where it is a raw one.</summary>
    [GeneratedRegex("\"{3}.+\"{3}|\"[^\"]{60,}\"")]
    private static partial Regex LongText();
}
