using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Engine;

/// <summary>What every instance needs of the engine.</summary>
internal sealed record EngineServices(
    ResourceNotificationService Notifications,
    ResourceLoggerService Logs,
    ProcessLauncher Launcher,
    HealthMonitor Health,
    TimeProvider Clock,
    ILogger Logger)
{
    /// <summary>Whether a variable comes from the model, not from the environment that the AppHost itself was given.</summary>
    public static bool IsFromModel(KeyValuePair<string, string> variable) =>
        Environment.GetEnvironmentVariable(variable.Key) != variable.Value;
}
