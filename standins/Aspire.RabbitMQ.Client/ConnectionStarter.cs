using System.Diagnostics;
using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Aspire.RabbitMQ.Client;

/// <summary>The first connect, which RabbitMQ.Client itself does not retry.</summary>
internal static class ConnectionStarter
{
    public const string ActivitySourceName = "Aspire.RabbitMQ.Client";

    private static readonly ActivitySource Source = new(ActivitySourceName);

    /// <summary>Connects, or throws what the last try threw. Blocks, as a container's factories must.</summary>
    public static IConnection Connect(IConnectionFactory factory, int retries) => ConnectAsync(factory, retries).GetAwaiter().GetResult();

    private static async Task<IConnection> ConnectAsync(IConnectionFactory factory, int retries)
    {
        using var activity = Start("rabbitmq connect", factory.Uri);
        for (var attempt = 0; ; attempt++)
        {
            using var attemptActivity = Start("rabbitmq connect attempt", factory.Uri);
            try
            {
                return await factory.CreateConnectionAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or BrokerUnreachableException)
            {
                attemptActivity?.SetStatus(ActivityStatusCode.Error, exception.Message);
                if (attempt >= retries)
                {
                    throw;
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(1 << attempt), TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static Activity? Start(string name, Uri address) => Source.StartActivity(name, ActivityKind.Client)
        ?.AddTag("server.address", address.Host)
        .AddTag("server.port", address.Port)
        .AddTag("messaging.system", "rabbitmq");
}
