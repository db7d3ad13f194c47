using System.Collections.Concurrent;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Email;

/// <summary>Open, signed-in connections to the mail server, kept for the next mail.</summary>
internal sealed class SmtpConnections(IOptions<SmtpOptions> options, TimeProvider clock) : IDisposable
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
        var smtp = options.Value;
        var client = new SmtpClient { Timeout = (int)smtp.Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(smtp.Host!, smtp.Port, smtp.Security, cancellationToken); // not null: validated where SMTP is chosen
            if (!string.IsNullOrEmpty(smtp.UserName))
            {
                await client.AuthenticateAsync(smtp.UserName, smtp.Password ?? string.Empty, cancellationToken);
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
