using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace Logistics.Gateway.Live;

/// <summary>Writes Server-Sent Events (the HTML standard, section 9.2) into a response as they come.</summary>
internal readonly struct EventStream(PipeWriter writer)
{
    /// <summary>One event; the data must be JSON on one line.</summary>
    public void Write(ReadOnlySpan<byte> name, long id, ReadOnlySpan<byte> data)
    {
        Span<byte> digits = stackalloc byte[20]; // at most
        Utf8Formatter.TryFormat(id, digits, out var length);
        Write(name, digits[..length], data);
    }

    /// <inheritdoc cref="Write(ReadOnlySpan{byte}, long, ReadOnlySpan{byte})"/>
    public void Write(ReadOnlySpan<byte> name, ReadOnlySpan<byte> id, ReadOnlySpan<byte> data)
    {
        writer.Write("event: "u8);
        writer.Write(name);
        writer.Write("\nid: "u8);
        writer.Write(id);
        writer.Write("\ndata: "u8);
        writer.Write(data);
        writer.Write("\n\n"u8);
    }

    /// <summary>A line that clients skip: it shows that the stream lives.</summary>
    public void WriteHeartbeat() => writer.Write(":\n\n"u8);

    /// <summary>How long a client should wait before it comes back.</summary>
    public void WriteRetry() => writer.Write("retry: 2000\n\n"u8);

    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken) => writer.FlushAsync(cancellationToken);
}
