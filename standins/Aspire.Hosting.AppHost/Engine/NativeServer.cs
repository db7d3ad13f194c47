using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>How a container's stand-in, a server installed on the machine, is run. An annotation on its resource.</summary>
internal abstract class NativeServer : IResourceAnnotation
{
    /// <summary>Whether data outlives the AppHost: set by WithDataVolume or a persistent lifetime.</summary>
    public bool KeepsData { get; set; }

    /// <summary>Throws what is missing on this machine, and how to install it.</summary>
    public abstract void Check();

    /// <summary>Makes the data folder ready and says what to run. Called before each start.</summary>
    public abstract Task<ProcessSpec> PrepareAsync(string dataFolder, CancellationToken cancellationToken);

    /// <summary>A server's environment: none of the AppHost's own settings and secrets.</summary>
    protected static Dictionary<string, string> BareEnvironment(string home) => new()
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
        ["HOME"] = home,
        ["LANG"] = "C.UTF-8",
    };
}

/// <summary>What to do each time that a resource has become healthy, before those that wait for it go on.</summary>
internal sealed record ReadyAnnotation(Func<CancellationToken, Task> Action) : IResourceAnnotation;
