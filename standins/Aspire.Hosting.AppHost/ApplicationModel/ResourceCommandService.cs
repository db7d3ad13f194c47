using Aspire.Hosting.Engine;

namespace Aspire.Hosting.ApplicationModel;

public sealed class ExecuteCommandResult
{
    public required bool Success { get; init; }

    public bool Canceled { get; init; }

    public string? Message { get; init; }
}

public class ResourceCommandService
{
    private readonly Orchestrator _orchestrator;

    internal ResourceCommandService(Orchestrator orchestrator) => _orchestrator = orchestrator;

    /// <summary>Runs <c>start</c>, <c>stop</c> or <c>restart</c> (see <see cref="KnownResourceCommands"/>) on one instance, or by the
    /// resource's name on the only one.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteAsync(_orchestrator.Find(resourceId), resourceId, commandName, cancellationToken);

    /// <summary>The same on every instance of the resource.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteAsync(_orchestrator.InstancesOf(resource), resource.Name, commandName, cancellationToken);

    private static async Task<ExecuteCommandResult> ExecuteAsync(
        IReadOnlyList<Instance> instances, string id, string commandName, CancellationToken cancellationToken)
    {
        if (instances.Count == 0)
        {
            return new ExecuteCommandResult { Success = false, Message = $"Resource '{id}' not found." };
        }

        Func<Instance, Task>? command = commandName switch
        {
            "start" or "resource-start" => instance => instance.StartAsync(cancellationToken),
            "stop" or "resource-stop" => instance => instance.StopAsync(cancellationToken),
            "restart" or "resource-restart" => instance => instance.RestartAsync(cancellationToken),
            _ => null,
        };
        if (command is null)
        {
            return new ExecuteCommandResult { Success = false, Message = $"Command '{commandName}' not available for resource '{id}'." };
        }

        await Task.WhenAll(instances.Select(command));
        return new ExecuteCommandResult { Success = true };
    }
}
