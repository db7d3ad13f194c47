using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Engine;

/// <summary>
/// Where servers keep their data, and where it is written down which processes run on it. One folder an AppHost:
/// <c>Aspire:Store:Path</c> when configured, else <c>~/.local/share/aspire-native/{AppHost}-{hash of its path}</c>; for root
/// <c>/var/lib/aspire-native/…</c>, because PostgreSQL refuses to run as root and another user must be able to reach it.
/// A test gets a folder of its own under the temporary folder, and it goes with the test.
/// </summary>
internal sealed record DataFolder(string Path, bool IsTemporary)
{
    private const string Name = "aspire-native";

    /// <summary>Holds the folders of tests; what a killed test left behind is cleared from here by the next.</summary>
    public static string TemporaryRoot => System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Name}-{Environment.UserName}");

    public static DataFolder Choose(IConfiguration configuration, string appHostDirectory, TestRun? test)
    {
        if (test is not null)
        {
            var name = RandomNumberGenerator.GetHexString(8, lowercase: true);
            return new(System.IO.Path.Combine(TemporaryRoot, name), IsTemporary: true);
        }

        if (configuration["Aspire:Store:Path"] is { } configured)
        {
            return new(System.IO.Path.GetFullPath(configured, appHostDirectory), IsTemporary: false);
        }

        var root = Environment.IsPrivilegedProcess
            ? "/var/lib"
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appHostDirectory)))[..8];
        return new(
            System.IO.Path.Combine(root, Name, $"{System.IO.Path.GetFileName(appHostDirectory)}-{hash}".ToLowerInvariant()),
            IsTemporary: false);
    }

    public string For(string resource) => System.IO.Path.Combine(Path, resource);

    public void Create()
    {
        Directory.CreateDirectory(Path);
    }

    public void DeleteIfTemporary()
    {
        if (IsTemporary && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
