using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailKit.Security;
using MimeKit;

namespace MailKit.Net.Smtp;

/// <summary>Sends mail by SMTP (RFC 5321), one message at a time on one connection that stays open between them.</summary>
public class SmtpClient : IDisposable
{
    private int _timeout = 2 * 60 * 1000;
    private SmtpConnection? _connection;
    private SmtpCapabilities _capabilities;
    private HashSet<string> _mechanisms = [];
    private bool _disposed;

    /// <summary>Milliseconds that each read and write may take; 2 minutes.</summary>
    public int Timeout
    {
        get => _timeout;
        set
        {
            _timeout = value;
            _connection?.Timeout = value;
        }
    }

    /// <summary>What to call ourselves in EHLO; by default the local address.</summary>
    public string? LocalDomain { get; set; }

    /// <summary>Decides on the server's certificate; by default the platform does.</summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; set; }

    public bool IsConnected => _connection is not null;

    public bool IsAuthenticated { get; private set; }

    public bool IsSecure => _connection?.Stream is SslStream;

    /// <exception cref="SslHandshakeException">TLS did not come about.</exception>
    /// <exception cref="NotSupportedException">STARTTLS is wanted and not offered.</exception>
    public async Task ConnectAsync(
        string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (IsConnected)
        {
            throw new InvalidOperationException("The SmtpClient is already connected.");
        }

        var actualPort = port != 0 ? port : options == SecureSocketOptions.SslOnConnect ? 465 : 25;
        var actualOptions = options != SecureSocketOptions.Auto
            ? options
            : actualPort == 465
            ? SecureSocketOptions.SslOnConnect
            : SecureSocketOptions.StartTlsWhenAvailable;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await ConnectSocketAsync(socket, host, actualPort, cancellationToken).ConfigureAwait(false);
            _connection = new SmtpConnection(new NetworkStream(socket, ownsSocket: true), Timeout);
            await GreetAsync(
                _connection,
                host,
                actualOptions,
                socket.LocalEndPoint is System.Net.IPEndPoint end ? end.Address : System.Net.IPAddress.Loopback,
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Drop();
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="AuthenticationException">The server refuses them.</exception>
    /// <exception cref="NotSupportedException">The server offers neither PLAIN nor LOGIN.</exception>
    public async Task AuthenticateAsync(string userName, string password, CancellationToken cancellationToken = default)
    {
        var connection = Connected();
        SmtpResponse response;
        if (_mechanisms.Contains("PLAIN"))
        {
            response = await CommandAsync(connection, $"AUTH PLAIN {ToBase64($"\0{userName}\0{password}")}", cancellationToken)
                .ConfigureAwait(false);
        }
        else if (_mechanisms.Contains("LOGIN"))
        {
            response = await CommandAsync(connection, "AUTH LOGIN", cancellationToken).ConfigureAwait(false);
            foreach (var answer in new[] { userName, password })
            {
                if (response.StatusCode == SmtpStatusCode.AuthenticationChallenge)
                {
                    response = await CommandAsync(connection, ToBase64(answer), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        else
        {
            throw new NotSupportedException("No compatible authentication mechanisms found.");
        }

        if (response.StatusCode != SmtpStatusCode.AuthenticationSuccessful)
        {
            throw new AuthenticationException($"{(int)response.StatusCode}: {response.Response}", Unexpected(response));
        }

        IsAuthenticated = true;
    }

    /// <summary>Sends to all of the message's recipients; returns the server's last words.</summary>
    /// <exception cref="SmtpCommandException">The server refuses; the connection is still good.</exception>
    /// <exception cref="SmtpProtocolException">The connection broke; so too with <see cref="IOException"/>.</exception>
    public async Task<string> SendAsync(
        MimeMessage message, CancellationToken cancellationToken = default, ITransferProgress? progress = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (progress is not null)
        {
            throw new NotSupportedException("The stand-in for MailKit does not report progress.");
        }

        var connection = Connected();
        var sender = message.From.Mailboxes.FirstOrDefault() ?? throw new InvalidOperationException("No sender has been specified.");
        var recipients = message.To.Mailboxes.ToList();
        if (recipients.Count == 0)
        {
            throw new InvalidOperationException("No recipients have been specified.");
        }

        try
        {
            await new SmtpTransaction(connection, _capabilities).EnvelopeAsync(sender, recipients, cancellationToken).ConfigureAwait(false);
            return await SmtpTransaction.DataAsync(connection, message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is SmtpCommandException or ServiceNotAuthenticatedException)
        {
            await ResetAsync(connection, cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch
        {
            Drop();
            throw;
        }
    }

    public async Task NoOpAsync(CancellationToken cancellationToken = default)
    {
        var response = await CommandAsync(Connected(), "NOOP", cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != SmtpStatusCode.Ok)
        {
            throw Unexpected(response);
        }
    }

    public async Task DisconnectAsync(bool quit, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (quit && _connection is { } connection)
        {
            try
            {
                await connection.CommandAsync("QUIT", cancellationToken).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is SmtpProtocolException or IOException)
            {
                // It hung up first.
            }
        }

        Drop();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _disposed = true;
        Drop();
    }

    private static SmtpCommandException Unexpected(SmtpResponse response) =>
        new(SmtpErrorCode.UnexpectedStatusCode, response.StatusCode, response.Response);

    private static string ToBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task ConnectSocketAsync(Socket socket, string host, int port, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Timeout);
        try
        {
            await socket.ConnectAsync(host, port, bound.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Connecting to the SMTP server took longer than {Timeout} ms.");
        }
    }

    private async Task GreetAsync(
        SmtpConnection connection,
        string host,
        SecureSocketOptions options,
        System.Net.IPAddress local,
        CancellationToken cancellationToken)
    {
        if (options == SecureSocketOptions.SslOnConnect)
        {
            await SecureAsync(connection, host, cancellationToken).ConfigureAwait(false);
        }

        var greeting = await connection.ReadResponseAsync(cancellationToken).ConfigureAwait(false);
        if (greeting.StatusCode != SmtpStatusCode.ServiceReady)
        {
            throw Unexpected(greeting);
        }

        await HelloAsync(connection, local, cancellationToken).ConfigureAwait(false);
        var isOffered = _capabilities.HasFlag(SmtpCapabilities.StartTls);
        if (options == SecureSocketOptions.StartTls && !isOffered)
        {
            throw new NotSupportedException("The SMTP server does not support the STARTTLS extension.");
        }

        if (isOffered && options is SecureSocketOptions.StartTls or SecureSocketOptions.StartTlsWhenAvailable)
        {
            var ready = await connection.CommandAsync("STARTTLS", cancellationToken).ConfigureAwait(false);
            if (ready.StatusCode != SmtpStatusCode.ServiceReady)
            {
                throw Unexpected(ready);
            }

            await SecureAsync(connection, host, cancellationToken).ConfigureAwait(false);
            await HelloAsync(connection, local, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SecureAsync(SmtpConnection connection, string host, CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(connection.Stream, leaveInnerStreamOpen: false, ServerCertificateValidationCallback);
        connection.Upgrade(encrypted);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Timeout);
        try
        {
            await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, bound.Token)
                .ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is System.Security.Authentication.AuthenticationException or IOException)
        {
            throw new SslHandshakeException("An error occurred while attempting to establish an SSL or TLS connection.", failure);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The TLS handshake took longer than {Timeout} ms.");
        }
    }

    private async Task HelloAsync(SmtpConnection connection, System.Net.IPAddress local, CancellationToken cancellationToken)
    {
        var literal = local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local;
        var name = LocalDomain ?? (literal.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{literal}]" : $"[{literal}]");
        var hello = await connection.CommandAsync($"EHLO {name}", cancellationToken).ConfigureAwait(false);
        if (hello.StatusCode != SmtpStatusCode.Ok)
        {
            hello = await connection.CommandAsync($"HELO {name}", cancellationToken).ConfigureAwait(false);
        }

        if (hello.StatusCode != SmtpStatusCode.Ok)
        {
            throw Unexpected(hello);
        }

        _capabilities = SmtpCapabilities.None;
        _mechanisms = [];
        foreach (var words in hello.Response.Split('\n').Skip(1)
            .Select(line => line.ToUpperInvariant().Split([' ', '='], StringSplitOptions.RemoveEmptyEntries)))
        {
            _capabilities |= words.FirstOrDefault() switch
            {
                "8BITMIME" => SmtpCapabilities.EightBitMime,
                "PIPELINING" => SmtpCapabilities.Pipelining,
                "STARTTLS" => SmtpCapabilities.StartTls,
                "SMTPUTF8" => SmtpCapabilities.Utf8,
                _ => SmtpCapabilities.None,
            };
            if (words is ["AUTH", .. var mechanisms])
            {
                _mechanisms.UnionWith(mechanisms);
            }
        }
    }

    private async Task<SmtpResponse> CommandAsync(SmtpConnection connection, string command, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.CommandAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Drop();
            throw;
        }
    }

    private async Task ResetAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            var response = await connection.CommandAsync("RSET", cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != SmtpStatusCode.Ok)
            {
                Drop();
            }
        }
        catch (Exception gone) when (gone is SmtpProtocolException or IOException or OperationCanceledException)
        {
            // The refusal that brought us here says more.
            Drop();
        }
    }

    private SmtpConnection Connected()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _connection ?? throw new ServiceNotConnectedException("The SmtpClient is not connected.");
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
        IsAuthenticated = false;
    }
}
