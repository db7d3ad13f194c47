using Xunit;

namespace Logistics.Tests.Infrastructure;

/// <summary>The files of the repository that these tests were built in: documents that must not fall behind.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder that holds Logistics.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <param name="path">From the root, with slashes.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>That a file says what the code does. With <c>UPDATE_GOLDEN=1</c> it is made to.</summary>
    public static void AssertGolden(string path, string actual)
    {
        actual = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(Root, path), actual);
        }

        Assert.Equal(Read(path), actual);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Logistics.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no Logistics.sln above {AppContext.BaseDirectory}.");
    }
}
