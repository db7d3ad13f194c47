using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Logistics.Messaging.Topology;

internal static class Declaration
{
    /// <summary>Declares something, and says clearly what is wrong when it is there already in another shape.</summary>
    public static async Task CheckAsync(string kind, string name, Func<Task> declare)
    {
        try
        {
            await declare();
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            throw new TopologyMismatchException(kind, name, exception);
        }
    }
}
