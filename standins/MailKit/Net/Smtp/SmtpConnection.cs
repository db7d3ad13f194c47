using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MailKit.Net.Smtp;

/// <summary>Commands out, replies in; each wait bounded.</summary>
internal sealed class SmtpConnection(Stream stream, int timeout) : IDisposable
{
    private const int LongestReply = 64 * 1024;

    private readonly byte[] _input = new byte[4096];
    private Stream _stream = stream;
    private int _start;
    private int _end;

    public Stream Stream => _stream;

    public int Timeout { get; set; } = timeout;

    /// <summary>Goes on over TLS. What came before it in clear text cannot be trusted to be the server's.</summary>
    public void Upgrade(Stream encrypted)
    {
        if (_start < _end)
        {
            throw new SmtpProtocolException("The SMTP server sent data ahead of the TLS handshake.");
        }

        _stream = encrypted;
    }

    public async Task<SmtpResponse> CommandAsync(string command, CancellationToken cancellationToken)
    {
        await WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellationToken).ConfigureAwait(false);
        return await ReadResponseAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => BoundedAsync(
        async bounded =>
        {
            await _stream.WriteAsync(bytes, bounded).ConfigureAwait(false);
            await _stream.FlushAsync(bounded).ConfigureAwait(false);
            return 0;
        },
        cancellationToken);

    /// <summary>One reply of one or more lines: <c>250-first</c>, <c>250 last</c>.</summary>
    public async Task<SmtpResponse> ReadResponseAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line.Length < 3
                || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                || (line.Length > 3 && line[3] is not ('-' or ' ')))
            {
                throw new SmtpProtocolException("Unable to parse status code returned by the server.");
            }

            text.Append(text.Length > 0 ? "\n" : string.Empty).Append(line.AsSpan(Math.Min(4, line.Length)));
            if (text.Length > LongestReply)
            {
                throw new SmtpProtocolException("The SMTP server's reply has no end.");
            }

            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpResponse((SmtpStatusCode)code, text.ToString());
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await BoundedAsync(bounded => _stream.ReadAsync(_input, bounded).AsTask(), cancellationToken).ConfigureAwait(false);
                if (_end == 0)
                {
                    throw new SmtpProtocolException("The SMTP server has unexpectedly disconnected.");
                }
            }

            var chunk = _input.AsSpan(_start, _end - _start);
            var lineEnd = chunk.IndexOf((byte)'\n');
            line.AddRange(lineEnd < 0 ? chunk : chunk[..lineEnd]);
            _start += lineEnd < 0 ? chunk.Length : lineEnd + 1;
            if (lineEnd >= 0)
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            if (line.Count > LongestReply)
            {
                throw new SmtpProtocolException("The SMTP server's reply has no end.");
            }
        }
    }

    private async Task<T> BoundedAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Timeout);
        try
        {
            return await operation(bound.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var timedOut = new SocketException((int)SocketError.TimedOut);
            throw new IOException(timedOut.Message, timedOut);
        }
    }
}
