using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Messages out of a body: flag, length, payload, and again.</summary>
internal sealed class MessageReader<T>(PipeReader body, Marshaller<T> marshaller, int? maxSize, bool gzip)
    where T : class
{
    private readonly PayloadContext _context = new();

    /// <summary>The next message, or null at the end of the body.</summary>
    /// <exception cref="RpcException">Too big, broken off, or not what its flag says.</exception>
    public async ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.IsCanceled)
            {
                throw new OperationCanceledException();
            }

            if (TryTake(result.Buffer, out var message, out var consumed))
            {
                body.AdvanceTo(consumed);
                return message;
            }

            if (result.IsCompleted)
            {
                var rest = result.Buffer.Length;
                body.AdvanceTo(result.Buffer.End);
                return rest == 0 ? null : throw Failure(StatusCode.Internal, "Incomplete message.");
            }

            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>The one message of a body that must have exactly one; null where there is none.</summary>
    public async ValueTask<T?> ReadSingleAsync(CancellationToken cancellationToken)
    {
        var message = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (message is not null && await ReadAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            throw Failure(StatusCode.Internal, "Additional data after the message received.");
        }

        return message;
    }

    private static RpcException Failure(StatusCode code, string detail) => new(new Status(code, detail));

    private bool TryTake(in ReadOnlySequence<byte> buffer, [NotNullWhen(true)] out T? message, out SequencePosition consumed)
    {
        message = null;
        consumed = default;
        if (buffer.Length < WireNames.FrameHeaderLength)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[WireNames.FrameHeaderLength];
        buffer.Slice(0, WireNames.FrameHeaderLength).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (maxSize ?? int.MaxValue))
        {
            throw Compression.TooBig();
        }

        if (buffer.Length - WireNames.FrameHeaderLength < length)
        {
            return false;
        }

        var payload = buffer.Slice(WireNames.FrameHeaderLength, length);
        consumed = payload.End;
        message = _context.Deserialize(marshaller, header[0] switch
        {
            0 => payload,
            1 when gzip => Compression.Inflate(payload, maxSize),
            1 => throw Failure(StatusCode.Internal, "Request did not include grpc-encoding value with compressed message."),
            _ => throw Failure(StatusCode.Internal, "Unexpected compressed flag value in message header."),
        });
        return true;
    }
}
