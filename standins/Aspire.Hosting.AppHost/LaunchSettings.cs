using System.Text.Json;

namespace Aspire.Hosting;

internal sealed record LaunchProfile(string? CommandName, string? ApplicationUrl, Dictionary<string, string>? EnvironmentVariables)
{
    /// <summary>The named profile, else the AppHost's own profile name where the project has it, else the first of kind Project.</summary>
    public static (string? Name, LaunchProfile Profile)? Of(string projectDirectory, string? name, string? preferredName)
    {
        var file = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        var profiles = File.Exists(file)
            ? JsonSerializer.Deserialize<Settings>(File.ReadAllText(file), Json)?.Profiles ?? []
            : [];
        if (name is not null)
        {
            return profiles.TryGetValue(name, out var named)
                ? (name, named)
                : throw new DistributedApplicationException($"Launch profile '{name}' does not exist in {file}.");
        }

        if (preferredName is not null && profiles.TryGetValue(preferredName, out var preferred))
        {
            return (preferredName, preferred);
        }

        var first = profiles.FirstOrDefault(profile => profile.Value.CommandName == "Project");
        return first.Value is null ? null : (first.Key, first.Value);
    }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private sealed record Settings(Dictionary<string, LaunchProfile>? Profiles);
}
