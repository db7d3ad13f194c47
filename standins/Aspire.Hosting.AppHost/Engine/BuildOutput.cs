using System.Reflection;

namespace Aspire.Hosting.Engine;

/// <summary>What the AppHost's build wrote into its assembly: its own folder, and where each service's build output lies.</summary>
internal sealed class BuildOutput
{
    private readonly Dictionary<string, string> _outputs;

    private BuildOutput(Dictionary<string, string> outputs) => _outputs = outputs;

    public static string? AppHostDirectory(Assembly? appHost) =>
        Metadata(appHost).FirstOrDefault(entry => entry.Key == "apphostprojectpath")?.Value;

    public static BuildOutput Of(Assembly? appHost) => new(Metadata(appHost)
        .Where(entry => entry.Key.StartsWith("output:", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key["output:".Length..], entry => entry.Value ?? ""));

    /// <summary>The dotnet that runs us: shared/Microsoft.NETCore.App/{version} lies three folders below it.</summary>
    public static string DotnetHost =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../../dotnet"));

    public string AssemblyOf(string projectPath) => _outputs.TryGetValue(projectPath, out var output) && File.Exists(output)
        ? output
        : throw new DistributedApplicationException($"The build output of {projectPath} was not found. Build the AppHost again.");

    private static IEnumerable<AssemblyMetadataAttribute> Metadata(Assembly? appHost) =>
        appHost?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [];
}
