using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Engine;

/// <summary>
/// Gives every endpoint its address. A wished port that is taken is an error where the world is to find it there (an external
/// endpoint), else another one is given: those inside ask for addresses anyway.
/// </summary>
internal sealed partial class EndpointAllocator(bool randomize, ILogger logger)
{
    public void Allocate(IResourceWithEndpoints resource)
    {
        var replicated = (resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1) > 1;
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var port = PortFor(resource, endpoint);
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(
                endpoint,
                "localhost",
                port,
                replicated ? ProjectEnvironment.PortTemplate(resource, endpoint) : port.ToString(CultureInfo.InvariantCulture));
        }
    }

    private int PortFor(IResource resource, EndpointAnnotation endpoint)
    {
        if (randomize || endpoint.Port is not { } wished)
        {
            return Ports.TakeAny();
        }

        if (Ports.TryTake(wished))
        {
            return wished;
        }

        if (endpoint.IsExternal)
        {
            throw new DistributedApplicationException(
                $"Port {wished}, on which '{resource.Name}' is to be reached, is taken by another program."
                + $" Stop that program, or change the applicationUrl in {resource.Name}'s launchSettings.json.");
        }

        var other = Ports.TakeAny();
        LogOther(logger, wished, resource.Name, endpoint.Name, other);
        return other;
    }

    [LoggerMessage(30, LogLevel.Warning, "Port {Wished} is taken; {Resource}'s endpoint {Endpoint} gets {Given}.")]
    private static partial void LogOther(ILogger logger, int wished, string resource, string endpoint, int given);
}
