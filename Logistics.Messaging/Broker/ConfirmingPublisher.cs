using System.Net.Sockets;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Logistics.Messaging.Broker;

/// <summary>
/// Publishes many messages at once and waits for the broker's confirms. How many are in flight is the caller's bound; the client's own
/// limiter sleeps and costs most of the speed. Made for one caller at a time.
/// </summary>
internal sealed class ConfirmingPublisher : IAsyncDisposable
{
    private static readonly CreateChannelOptions WithConfirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true,
        outstandingPublisherConfirmationsRateLimiter: null);

    private readonly IChannel _channel;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;
    private bool _timedOut;

    private ConfirmingPublisher(IChannel channel, TimeSpan timeout, TimeProvider clock)
    {
        _channel = channel;
        _timeout = timeout;
        _clock = clock;
    }

    /// <summary>False after the broker closed the channel or let a confirm wait too long: open another.</summary>
    public bool IsUsable => _channel.IsOpen && !_timedOut;

    public static async Task<ConfirmingPublisher> OpenAsync(
        BrokerConnection broker, MessagingOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var connection = await broker.GetAsync(cancellationToken);
        return broker.IsBlocked
            ? throw new BrokerUnavailableException("The broker takes no messages: it is short of memory or disk.")
            : new ConfirmingPublisher(await connection.CreateChannelAsync(WithConfirms, cancellationToken), options.PublishTimeout, clock);
    }

    /// <summary>The result of each message, in their order. Does not throw for what the broker does.</summary>
    public async Task<PublishResult[]> PublishAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        var pending = new Task<PublishResult>[messages.Count];
        for (var i = 0; i < pending.Length; i++)
        {
            pending[i] = PublishAsync(messages[i], cancellationToken);
        }

        Task all = Task.WhenAll(pending);
        await all.WaitAsync(_timeout, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _timedOut |= !all.IsCompleted;
        return Array.ConvertAll(pending, task => task.IsCompletedSuccessfully ? task.Result : default);
    }

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    private async Task<PublishResult> PublishAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.BasicPublishAsync(
                message.Exchange, message.RoutingKey, message.Mandatory, message.Properties, message.Body, cancellationToken);
            return new PublishResult(PublishOutcome.Confirmed);
        }
        catch (PublishException exception)
        {
            return exception.IsReturn ? new(PublishOutcome.Unrouted) : new(PublishOutcome.Refused, "The broker said no (basic.nack).");
        }
        catch (OperationInterruptedException exception) when (
            exception.ShutdownReason?.ReplyCode is Constants.ContentTooLarge or Constants.AccessRefused or Constants.PreconditionFailed)
        {
            return new PublishResult(PublishOutcome.Refused, exception.ShutdownReason.ReplyText);
        }
        catch (Exception exception) when (exception is RabbitMQClientException or IOException or SocketException
            or ChannelClosedException or ObjectDisposedException or OperationCanceledException)
        {
            return new PublishResult(PublishOutcome.Lost);
        }
    }
}
