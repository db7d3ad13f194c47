using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Generated for each project that the AppHost refers to (build/Aspire.Hosting.AppHost.targets).</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    string ProjectPath { get; }

    bool SuppressBuild => false;
}

public class ProjectResourceOptions
{
    public string? LaunchProfileName { get; set; }

    public bool ExcludeLaunchProfile { get; set; }
}
