using System.Collections.Concurrent;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Email;

/// <summary>
/// Open, signed-in connections to a mail server, kept for the next mail. One that was idle is asked first whether anybody is still there: a
/// server that has hung up meanwhile would leave the mail uncertain.
/// </summary>
internal sealed class SmtpConnections(SmtpServer server, IOptions<SmtpOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly ConcurrentStack<Idle> _idle = [];

    /// <summary>One that was used a moment ago, or a new one.</summary>
    public async Task<SmtpClient> TakeAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out var idle))
        {
            var age = clock.GetElapsedTime(idle.Since);
            if (idle.Client.IsConnected
                && age < options.Value.IdleLimit
                && (age < Fresh || await IsThereAsync(idle.Client, cancellationToken)))
            {
                return idle.Client;
            }

            idle.Client.Dispose();
        }

        return await OpenAsync(cancellationToken);
    }

    /// <summary>For the next one, if it is still good.</summary>
    public void GiveBack(SmtpClient client)
    {
        if (client.IsConnected)
        {
            _idle.Push(new Idle(client, clock.GetTimestamp()));
        }
        else
        {
            client.Dispose();
        }
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var idle))
        {
            idle.Client.Dispose();
        }
    }

    private static async Task<bool> IsThereAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception gone) when (gone is IOException or ProtocolException or CommandException)
        {
            return false;
        }
    }

    private async Task<SmtpClient> OpenAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient { Timeout = (int)options.Value.Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(server.Host!, server.Port, server.Security, cancellationToken); // not null: only made where it is set
            if (!string.IsNullOrEmpty(server.UserName))
            {
                await client.AuthenticateAsync(server.UserName, server.Password ?? string.Empty, cancellationToken);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private readonly record struct Idle(SmtpClient Client, long Since);
}
