using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Logistics.Tests.Mail;

/// <summary>A mail as the server got it: the envelope, and the message with its dots unstuffed.</summary>
internal sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, byte[] Raw, bool IsEncrypted, string? User);

/// <summary>What the server does instead of what it would do.</summary>
/// <param name="Text">Its reply; with none, the line goes dead.</param>
/// <param name="Until">What it waits for first.</param>
internal sealed record Misbehaviour(string? Text, Task? Until = null)
{
    /// <summary>Hangs up without a word.</summary>
    public static Misbehaviour Drop { get; } = new((string?)null);
}

/// <summary>A server on loopback that speaks real SMTP and can be told to fail: refuse, wait or hang up, on any command.</summary>
internal sealed class LoopbackSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly Task _accepting;

    public LoopbackSmtpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string[] Extensions { get; init; } = ["8BITMIME", "PIPELINING"];

    public X509Certificate2? Certificate { get; init; }

    public bool IsImplicitTls { get; init; }

    public (string User, string Password)? Credentials { get; init; }

    /// <summary>
    /// Asked for each command line, for <c>CONNECT</c>, and for <c>.</c> when a message is complete; <see langword="null"/>: behave.
    /// </summary>
    public Func<string, Misbehaviour?> Script { get; set; } = _ => null;

    /// <summary>Every command line, in the order of arrival.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    /// <summary>Every message whose last line arrived and was not refused, also those whose sender was never told.</summary>
    public ConcurrentQueue<ReceivedMail> Received { get; } = [];

    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return; // a test has closed it
        }

        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_sessions);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                _sessions.Add(ServeAsync(client));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await new Session(this, client.GetStream()).RunAsync(_stop.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private sealed class Session(LoopbackSmtpServer server, Stream stream)
    {
        private readonly byte[] _input = new byte[16 * 1024];
        private int _start;
        private int _end;
        private readonly List<string> _recipients = [];
        private Stream _stream = stream;
        private string _sender = string.Empty;
        private string? _user;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            if (server.IsImplicitTls)
            {
                await SecureAsync(cancellationToken);
            }

            if (!await ReplyAsync("CONNECT", "220 loopback ESMTP", cancellationToken))
            {
                return;
            }

            while (await ReadLineAsync(cancellationToken) is { } bytes)
            {
                var line = Encoding.UTF8.GetString(bytes);
                server.Commands.Enqueue(line);
                if (!await ObeyAsync(line, cancellationToken))
                {
                    return;
                }
            }
        }

        private async Task<bool> ObeyAsync(string line, CancellationToken cancellationToken)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    string[] lines = ["loopback", .. server.Extensions, .. Offers()];
                    var replies = lines.Select((text, i) => $"250{(i == lines.Length - 1 ? ' ' : '-')}{text}");
                    return await ReplyAsync(line, string.Join("\r\n", replies), cancellationToken);
                case "STARTTLS":
                    if (await ReplyAsync(line, "220 go ahead", cancellationToken))
                    {
                        await SecureAsync(cancellationToken);
                        return true;
                    }

                    return false;
                case "AUTH":
                    return await AuthenticateAsync(line, cancellationToken);
                case "MAIL":
                    _recipients.Clear();
                    _sender = Address(line);
                    return await ReplyAsync(line, "250 sender ok", cancellationToken);
                case "RCPT":
                    _recipients.Add(Address(line));
                    return await ReplyAsync(line, "250 recipient ok", cancellationToken);
                case "DATA":
                    return await DataAsync(line, cancellationToken);
                case "QUIT":
                    await ReplyAsync(line, "221 bye", cancellationToken);
                    return false;
                case "RSET" or "NOOP":
                    return await ReplyAsync(line, "250 ok", cancellationToken);
                default:
                    return await ReplyAsync(line, "500 what?", cancellationToken);
            }
        }

        private IEnumerable<string> Offers()
        {
            if (server.Certificate is not null && _stream is not SslStream)
            {
                yield return "STARTTLS";
            }
            else if (server.Credentials is not null
                && !server.Extensions.Any(extension => extension.StartsWith("AUTH", StringComparison.Ordinal)))
            {
                yield return "AUTH PLAIN LOGIN";
            }
        }

        private async Task<bool> AuthenticateAsync(string line, CancellationToken cancellationToken)
        {
            var words = line.Split(' ');
            var (user, password) = (string.Empty, string.Empty);
            if (words[1] == "PLAIN")
            {
                var parts = Encoding.UTF8.GetString(Convert.FromBase64String(words[2])).Split('\0');
                (user, password) = (parts[1], parts[2]);
            }
            else
            {
                await WriteAsync("334 VXNlcm5hbWU6", cancellationToken);
                user = Encoding.UTF8.GetString(
                    Convert.FromBase64String(Encoding.UTF8.GetString(await ReadLineAsync(cancellationToken) ?? [])));
                await WriteAsync("334 UGFzc3dvcmQ6", cancellationToken);
                password = Encoding.UTF8.GetString(
                    Convert.FromBase64String(Encoding.UTF8.GetString(await ReadLineAsync(cancellationToken) ?? [])));
            }

            _user = (user, password) == server.Credentials ? user : null;
            return await ReplyAsync("AUTH", _user is null ? "535 wrong" : "235 welcome", cancellationToken);
        }

        private async Task<bool> DataAsync(string line, CancellationToken cancellationToken)
        {
            var misbehaviour = server.Script(line);
            if (misbehaviour is not null)
            {
                return await MisbehaveAsync(misbehaviour, cancellationToken);
            }

            await WriteAsync("354 go ahead", cancellationToken);
            using var message = new MemoryStream();
            while (true)
            {
                var bytes = await ReadLineAsync(cancellationToken)
                    ?? throw new IOException("The client went away in the middle of a message.");
                if (bytes is [(byte)'.'])
                {
                    break;
                }

                message.Write(bytes is [(byte)'.', ..] ? bytes.AsSpan(1) : bytes);
                message.Write("\r\n"u8);
            }

            var refusal = server.Script(".");
            if (refusal?.Text is null or ['2', ..])
            {
                server.Received.Enqueue(new ReceivedMail(_sender, [.. _recipients], message.ToArray(), _stream is SslStream, _user));
            }

            return refusal is null ? await WriteAsync("250 taken", cancellationToken) : await MisbehaveAsync(refusal, cancellationToken);
        }

        private async Task<bool> ReplyAsync(string command, string reply, CancellationToken cancellationToken) =>
            server.Script(command) is { } misbehaviour
                ? await MisbehaveAsync(misbehaviour, cancellationToken)
                : await WriteAsync(reply, cancellationToken);

        private async Task<bool> MisbehaveAsync(Misbehaviour misbehaviour, CancellationToken cancellationToken)
        {
            await (misbehaviour.Until ?? Task.CompletedTask).WaitAsync(cancellationToken);
            return misbehaviour.Text is not null && await WriteAsync(misbehaviour.Text, cancellationToken);
        }

        private async Task<bool> WriteAsync(string line, CancellationToken cancellationToken)
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellationToken);
            return true;
        }

        private async Task SecureAsync(CancellationToken cancellationToken)
        {
            var encrypted = new SslStream(_stream);
            await encrypted.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, cancellationToken);
            _stream = encrypted;
        }

        private async Task<byte[]?> ReadLineAsync(CancellationToken cancellationToken)
        {
            var line = new List<byte>();
            while (true)
            {
                if (_start == _end)
                {
                    (_start, _end) = (0, await _stream.ReadAsync(_input, cancellationToken));
                    if (_end == 0)
                    {
                        return null;
                    }
                }

                var chunk = _input.AsSpan(_start, _end - _start);
                var end = chunk.IndexOf((byte)'\n');
                line.AddRange(end < 0 ? chunk : chunk[..end]);
                _start += end < 0 ? chunk.Length : end + 1;
                if (end >= 0)
                {
                    return line is [.., (byte)'\r'] ? [.. line[..^1]] : [.. line];
                }
            }
        }

        private static string Address(string line) =>
            line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
    }
}
