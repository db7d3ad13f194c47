using System.Collections.Concurrent;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Email;

/// <summary>Open, signed-in connections to a mail server, kept for the next mail.</summary>
internal sealed class SmtpConnections(SmtpServer server, IOptions<SmtpOptions> options, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentStack<Idle> _idle = [];

    /// <summary>One that was used a moment ago, or a new one.</summary>
    public async Task<SmtpClient> TakeAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryPop(out var idle))
        {
            if (idle.Client.IsConnected && clock.GetElapsedTime(idle.Since) < options.Value.IdleLimit)
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
