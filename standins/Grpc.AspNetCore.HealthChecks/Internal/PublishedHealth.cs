using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>Tells watchers that the health checks have run again.</summary>
internal sealed class PublishedHealth : IHealthCheckPublisher
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>Done when the checks have run once more.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _next, NewSource()).SetResult();
        return Task.CompletedTask;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
