using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Xunit;

namespace Logistics.Tests.Mail;

public sealed class SmtpClientTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PIPELINING")]
    [InlineData("SIZE 1000000")]
    public async Task Many_messages_go_over_one_connection(string extension)
    {
        await using var server = new LoopbackSmtpServer { Extensions = [extension] };
        using var client = await ConnectAsync(server);

        for (var i = 0; i < 3; i++)
        {
            using var message = Message($".dot {i}\r\n.\r\nend");
            await client.SendAsync(message, Cancelled);
        }

        await client.NoOpAsync(Cancelled);
        await client.DisconnectAsync(quit: true, Cancelled);

        Assert.Equal(3, server.Received.Count);
        Assert.Equal(1, server.Connections);
        Assert.All(server.Received, mail => Assert.Equal(["one@example.com", "two@example.com"], mail.Recipients));
        Assert.EndsWith(".dot 2\r\n.\r\nend\r\n", Encoding.UTF8.GetString(server.Received.Last().Raw), StringComparison.Ordinal);
        Assert.Contains("QUIT", server.Commands);
        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData("550 5.1.1 unknown", SmtpStatusCode.MailboxUnavailable)]
    [InlineData("450 4.2.1 later", SmtpStatusCode.MailboxBusy)]
    public async Task A_refused_recipient_leaves_the_connection_good(string reply, SmtpStatusCode status)
    {
        await using var server = new LoopbackSmtpServer
        {
            Script = line => line.StartsWith("RCPT TO:<two", StringComparison.Ordinal) ? new(reply) : null,
        };
        using var client = await ConnectAsync(server);
        using var message = Message("text");

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(message, Cancelled));
        server.Script = _ => null;
        await client.SendAsync(message, Cancelled);

        Assert.Equal(
            (SmtpErrorCode.RecipientNotAccepted, status, "two@example.com"),
            (refusal.ErrorCode, refusal.StatusCode, refusal.Mailbox?.Address));
        Assert.Equal(reply[4..], refusal.Message);
        Assert.Single(server.Received);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("MAIL", SmtpErrorCode.SenderNotAccepted)]
    [InlineData("DATA", SmtpErrorCode.UnexpectedStatusCode)]
    [InlineData(".", SmtpErrorCode.MessageNotAccepted)]
    public async Task A_refusal_says_what_was_refused(string command, SmtpErrorCode code)
    {
        await using var server = new LoopbackSmtpServer
        {
            Script = line => line.StartsWith(command, StringComparison.Ordinal) ? new("554 5.7.1 no") : null,
        };
        using var client = await ConnectAsync(server);
        using var message = Message("text");

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(message, Cancelled));

        Assert.Equal((code, SmtpStatusCode.TransactionFailed), (refusal.ErrorCode, refusal.StatusCode));
        Assert.True(client.IsConnected);
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("DATA")]
    [InlineData(".")]
    public async Task A_dropped_line_ends_the_connection(string command)
    {
        await using var server = new LoopbackSmtpServer
        {
            Script = line => line.StartsWith(command, StringComparison.Ordinal) ? Misbehaviour.Drop : null,
        };
        using var client = await ConnectAsync(server);
        using var message = Message("text");

        var broken = await Record.ExceptionAsync(() => client.SendAsync(message, Cancelled));

        Assert.True(broken is SmtpProtocolException or IOException, broken?.ToString());
        Assert.False(client.IsConnected);
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => client.SendAsync(message, Cancelled));
    }

    [Fact]
    public async Task A_silent_server_runs_into_the_time_out()
    {
        await using var server = new LoopbackSmtpServer
        {
            Script = line => line == "."
            ? new("250 late", Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancelled))
            : null
        };
        using var client = await ConnectAsync(server);
        client.Timeout = 50;
        using var message = Message("text");

        await Assert.ThrowsAsync<IOException>(() => client.SendAsync(message, Cancelled));

        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData(SecureSocketOptions.StartTls, false)]
    [InlineData(SecureSocketOptions.Auto, false)]
    [InlineData(SecureSocketOptions.SslOnConnect, true)]
    public async Task TLS_covers_the_sign_in_and_the_mail(SecureSocketOptions options, bool isImplicit)
    {
        using var certificate = SelfSigned();
        await using var server = new LoopbackSmtpServer
        {
            Certificate = certificate,
            IsImplicitTls = isImplicit,
            Credentials = ("user", "pass é"),
        };
        using var client = new SmtpClient
        {
            ServerCertificateValidationCallback = (_, given, _, errors) =>
                given?.GetCertHashString() == certificate.GetCertHashString() && errors != SslPolicyErrors.None,
        };

        await client.ConnectAsync("localhost", server.Port, options, Cancelled);
        await client.AuthenticateAsync("user", "pass é", Cancelled);
        using var message = Message("text");
        await client.SendAsync(message, Cancelled);

        Assert.True(client.IsAuthenticated);
        Assert.Equal((true, "user"), (server.Received.Single().IsEncrypted, server.Received.Single().User));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var certificate = SelfSigned();
        await using var server = new LoopbackSmtpServer { Certificate = certificate };
        using var client = new SmtpClient();

        await Assert.ThrowsAsync<SslHandshakeException>(
            () => client.ConnectAsync("localhost", server.Port, SecureSocketOptions.StartTls, Cancelled));

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task STARTTLS_that_is_not_offered_is_not_done_without()
    {
        await using var server = new LoopbackSmtpServer();
        using var client = new SmtpClient();

        await Assert.ThrowsAsync<NotSupportedException>(
            () => client.ConnectAsync("localhost", server.Port, SecureSocketOptions.StartTls, Cancelled));
    }

    [Theory]
    [InlineData("AUTH PLAIN")]
    [InlineData("AUTH LOGIN")]
    public async Task A_wrong_password_is_said_to_be_wrong(string mechanism)
    {
        await using var server = new LoopbackSmtpServer { Credentials = ("user", "right"), Extensions = [mechanism] };
        using var client = await ConnectAsync(server);

        await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync("user", "wrong", Cancelled));
        await client.AuthenticateAsync("user", "right", Cancelled);

        Assert.True(client.IsAuthenticated);
    }

    private static async Task<SmtpClient> ConnectAsync(LoopbackSmtpServer server)
    {
        var client = new SmtpClient();
        await client.ConnectAsync("localhost", server.Port, SecureSocketOptions.None, Cancelled);
        return client;
    }

    private static MimeMessage Message(string text)
    {
        var message = new MimeMessage { Subject = "Hello", Body = new BodyBuilder { TextBody = text }.ToMessageBody() };
        message.From.Add(new MailboxAddress("Logistics", "no-reply@logistics.example"));
        message.To.Add(new MailboxAddress("One", "one@example.com"));
        message.To.Add(new MailboxAddress("Two", "two@example.com"));
        return message;
    }

    internal static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
