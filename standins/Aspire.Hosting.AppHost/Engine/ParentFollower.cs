using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>A resource without a process of its own, such as a database: runs whenever its parent is ready.</summary>
internal sealed class ParentFollower(IResource resource, IResource parent, EngineServices services)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        CancellationTokenSource? running = null;
        try
        {
            await foreach (var update in services.Notifications.WatchAsync(cancellationToken))
            {
                if (update.Resource != parent)
                {
                    continue;
                }

                var ready = update.Snapshot.ResourceReadyEvent is { EventTask: var done }
                    && update.Snapshot.State?.Text == KnownResourceStates.Running;
                if (ready && running is null)
                {
                    running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                    _ = FollowAsync(update.Snapshot.ResourceReadyEvent!.EventTask, running.Token);
                }
                else if (!ready && running is not null)
                {
                    await running.CancelAsync();
                    running.Dispose();
                    running = null;
                    await PublishAsync(KnownResourceStates.Waiting);
                }
            }
        }
        catch (OperationCanceledException)
        {
            await PublishAsync(KnownResourceStates.Exited);
        }
        finally
        {
            running?.Dispose();
        }
    }

    private async Task FollowAsync(Task parentReady, CancellationToken cancellationToken)
    {
        try
        {
            await parentReady.WaitAsync(cancellationToken);
            await PublishAsync(KnownResourceStates.Running);
            await services.Health.WatchAsync(resource, resource.Name, null, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The parent is gone; the watch above has said so.
        }
    }

    private Task PublishAsync(string state) => services.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
    {
        State = state,
        HealthReports = [],
        ResourceReadyEvent = null,
    });
}
