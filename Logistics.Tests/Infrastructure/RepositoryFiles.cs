namespace Logistics.Tests.Infrastructure;

/// <summary>The files of the repository that these tests were built in: documents that must not fall behind.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder that holds Logistics.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <param name="path">From the root, with slashes.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

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
