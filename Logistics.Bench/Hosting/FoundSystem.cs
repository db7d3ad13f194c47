using System.Collections;

namespace Logistics.Bench.Hosting;

/// <summary>
/// A system that runs already: <c>LOGISTICS_URL</c>, <c>LOGISTICS_DEMO_PASSWORD</c>, and connection strings as its services have them.
/// </summary>
internal static class FoundSystem
{
    private const string ConnectionPrefix = "ConnectionStrings__";

    /// <summary><see langword="null"/> when <c>LOGISTICS_URL</c> is not set: the bench starts one of its own then.</summary>
    public static SystemUnderTest? FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("LOGISTICS_URL") is not { Length: > 0 } url)
        {
            return null;
        }

        var connectionStrings = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(variable => ((string)variable.Key).StartsWith(ConnectionPrefix, StringComparison.Ordinal))
            .ToDictionary(variable => ((string)variable.Key)[ConnectionPrefix.Length..], variable => (string?)variable.Value ?? "");
        return new(new Uri(url), Environment.GetEnvironmentVariable("LOGISTICS_DEMO_PASSWORD") ?? "", connectionStrings, ProcessIds());
    }

    /// <summary>Of the services on this machine, by the assemblies that they run.</summary>
    private static Dictionary<string, int> ProcessIds()
    {
        var found = new Dictionary<string, int>();
        foreach (var folder in Directory.Exists("/proc") ? Directory.EnumerateDirectories("/proc") : [])
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && NameOf(folder) is { } name)
            {
                found.TryAdd(name, pid);
            }
        }

        return found;
    }

    private static string? NameOf(string processFolder)
    {
        try
        {
            var command = File.ReadAllText(Path.Combine(processFolder, "cmdline"));
            return HostVerb.Services.FirstOrDefault(
                service => command.Contains($"Logistics.{service}", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
