using Logistics.Bench.Hosting;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Xunit;

namespace Logistics.Tests.Bench;

public sealed class SmtpSinkTests
{
    [Fact]
    public async Task Every_mail_is_taken_one_after_another_on_one_connection()
    {
        var token = TestContext.Current.CancellationToken;
        await using var sink = new SmtpSink();
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", sink.Port, SecureSocketOptions.None, token);
        for (var count = 0; count < 3; count++)
        {
            using var message = new MimeMessage();
            message.From.Add(new MailboxAddress("Logistics", "no-reply@logistics.example"));
            message.To.Add(new MailboxAddress("Amina Haddad", "amina@example.com"));
            message.Subject = "Your package";
            message.Body = new TextPart("plain") { Text = ".\r\nIt is on its way." };

            await client.SendAsync(message, token);
        }

        await client.DisconnectAsync(quit: true, token);
    }
}
