namespace Aspire.Hosting.Engine;

/// <summary>Finds programs on PATH and in the folders where Debian, Fedora and Homebrew put servers.</summary>
internal static class Programs
{
    private static readonly string[] Folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        "/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/bin", "/opt/homebrew/sbin",
    ];

    public static string? Find(string name, params IEnumerable<string> otherFolders) =>
        otherFolders.Concat(Folders).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static string Require(string name, string what, string howToInstall, params IEnumerable<string> otherFolders) =>
        Find(name, otherFolders) ?? throw new DistributedApplicationException(
            $"{what} is not installed on this machine ('{name}' was not found). {howToInstall},"
            + " or run ./logistics up, which does it on Debian and Ubuntu.");

    /// <summary>Sub-folders like /usr/lib/postgresql/*/bin, the highest version first.</summary>
    public static IEnumerable<string> Versions(string folder, string prefix = "", string below = "bin") =>
        !Directory.Exists(folder) ? [] : Directory.EnumerateDirectories(folder, $"{prefix}*")
            .OrderByDescending(
                version => double.TryParse(Path.GetFileName(version)[prefix.Length..].TrimStart('@', '-'), out var number) ? number : 0)
            .Select(version => Path.Combine(version, below));
}
