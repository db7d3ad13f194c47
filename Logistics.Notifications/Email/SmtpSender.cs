using System.Net.Sockets;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Email;

/// <summary>Mail by SMTP: a batch is as many mails as there are connections, all on their way at once.</summary>
internal sealed partial class SmtpSender(
    string name, SmtpServer server, MailComposer composer, IOptions<SmtpOptions> options, TimeProvider clock, ILogger<SmtpSender> logger)
    : IChannelSender, IDisposable
{
    public const string Primary = "smtp";
    public const string Fallback = "smtp-fallback";

    private readonly SmtpConnections _connections = new(server, options, clock);

    public Channel Channel => Channel.Email;

    public string Name => name;

    public int BatchSize => options.Value.Connections;

    /// <summary>Time for one mail, and as much again to write down what became of it.</summary>
    public TimeSpan Lease => options.Value.Timeout * 2;

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken) =>
        await Task.WhenAll(batch.Select(notification => SendOneAsync(notification, cancellationToken)));

    public void Dispose() => _connections.Dispose();

    private async Task<SendOutcome> SendOneAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, clock);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        SmtpClient client;
        try
        {
            client = await _connections.TakeAsync(bound.Token);
        }
        catch (Exception exception) when (IsAway(exception) || bound.IsCancellationRequested)
        {
            LogUnreachable(exception);
            return new SendOutcome(SendResult.NotTried, Reasons.ProviderAway);
        }

        try
        {
            using var message = composer.Compose(notification, notification.Address!); // not null: the lane sends none without
            await client.SendAsync(message, bound.Token);
            return SendOutcome.Sent;
        }
        catch (SmtpCommandException refusal)
        {
            return SmtpReplies.Classify(refusal);
        }
        catch (ServiceNotAuthenticatedException exception)
        {
            LogUnreachable(exception);
            return new SendOutcome(SendResult.NotTried, Reasons.ProviderAway);
        }
        catch (NotSupportedException)
        {
            // The server cannot take such an address.
            return new SendOutcome(SendResult.Rejected, Reasons.InvalidAddress);
        }
        catch (Exception exception) when (exception is SmtpProtocolException or IOException or OperationCanceledException)
        {
            return new SendOutcome(SendResult.Uncertain, Reasons.ConnectionLost);
        }
        finally
        {
            _connections.GiveBack(client);
        }
    }

    /// <summary>No connection, no encryption, no sign-in: whatever it is, it is not this mail's fault.</summary>
    private static bool IsAway(Exception exception) =>
        exception is SocketException or IOException or TimeoutException or OperationCanceledException
        or CommandException or ProtocolException or AuthenticationException or SslHandshakeException or NotSupportedException;

    [LoggerMessage(5201, LogLevel.Warning, "The mail server cannot be used")]
    private partial void LogUnreachable(Exception exception);
}
