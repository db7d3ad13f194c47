using Grpc.Core;
using Logistics.Contracts.Queues.V1;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Features.ManageQueues;

/// <summary>
/// The services that have queues, each by its own client. The name of a queue begins with that of its service, and so does the id of a dead
/// letter.
/// </summary>
internal sealed class QueueServices(
    IdentityQueues identity, ShipmentsQueues shipments, TrackingQueues tracking, NotificationsQueues notifications)
{
    public static readonly IReadOnlyList<string> Names = ["identity", "shipments", "tracking", "notifications"];

    private static readonly Error NotFound = new("dead_letter.not_found", "There is no such dead letter.", ErrorKind.NotFound);

    private readonly Dictionary<string, QueuesService.QueuesServiceClient> _clients = new()
    {
        ["identity"] = identity,
        ["shipments"] = shipments,
        ["tracking"] = tracking,
        ["notifications"] = notifications,
    };

    public QueuesService.QueuesServiceClient Of(string service) => _clients[service];

    /// <summary>The services that a queue can be of: its own, or all when there is none.</summary>
    public static IReadOnlyList<string> For(string? queue) =>
        queue is null ? Names : [.. Names.Where(name => queue.StartsWith($"{name}.", StringComparison.Ordinal))];

    /// <summary>Takes a public id apart.</summary>
    public static Result<(string Service, string Id)> Parse(string id) =>
        id.Split('.', 2) is [var service, var number] && Names.Contains(service) ? (service, number) : NotFound;

    /// <summary>Asks several at once.</summary>
    public async Task<(string Service, T Answer)[]> AskAsync<T>(
        IEnumerable<string> services, Func<string, QueuesService.QueuesServiceClient, Task<T>> ask) =>
        await Task.WhenAll(services.Select(async service => (service, await ask(service, Of(service)))));
}

internal sealed class IdentityQueues(CallInvoker calls) : QueuesService.QueuesServiceClient(calls);

internal sealed class ShipmentsQueues(CallInvoker calls) : QueuesService.QueuesServiceClient(calls);

internal sealed class TrackingQueues(CallInvoker calls) : QueuesService.QueuesServiceClient(calls);

internal sealed class NotificationsQueues(CallInvoker calls) : QueuesService.QueuesServiceClient(calls);
