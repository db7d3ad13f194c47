using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>
/// Writes messages with their flag and length. A marshaller that tells the length first, as generated code does, writes
/// straight into the target; another is buffered to learn it.
/// </summary>
internal sealed class MessageWriter<T>(Marshaller<T> marshaller, int? maxSize) : SerializationContext
    where T : class
{
    private IBufferWriter<byte>? _target;
    private ArrayBufferWriter<byte>? _buffered;
    private int? _length;
    private bool _isHeaderWritten;
    private bool _isComplete;

    /// <exception cref="RpcException">The message is bigger than may be sent.</exception>
    public void Write(T message, IBufferWriter<byte> target)
    {
        _target = target;
        Write(message);
        _target = null;
    }

    /// <summary>The message in memory of its own, flag and length included.</summary>
    /// <exception cref="RpcException">The message is bigger than may be sent.</exception>
    public ReadOnlyMemory<byte> ToMemory(T message)
    {
        Write(message);
        var written = ((ArrayBufferWriter<byte>)_target!).WrittenMemory;
        _target = null;
        return written;
    }

    public override void SetPayloadLength(int payloadLength)
    {
        ThrowIfTooBig(payloadLength);
        _length = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_length is not { } length)
        {
            return _buffered ??= new ArrayBufferWriter<byte>();
        }

        if (!_isHeaderWritten)
        {
            WriteHeader(length);
        }

        return _target!;
    }

    public override void Complete()
    {
        if (_buffered is not null)
        {
            WritePayload(_buffered.WrittenSpan);
        }

        _isComplete = true;
    }

    public override void Complete(byte[] payload)
    {
        WritePayload(payload);
        _isComplete = true;
    }

    private void Write(T message)
    {
        _buffered = null;
        _length = null;
        _isHeaderWritten = false;
        _isComplete = false;
        marshaller.ContextualSerializer(message, this);
        if (!_isComplete)
        {
            throw new InvalidOperationException("Serialization did not return a payload.");
        }
    }

    private void WritePayload(ReadOnlySpan<byte> payload)
    {
        ThrowIfTooBig(payload.Length);
        WriteHeader(payload.Length);
        _target!.Write(payload);
    }

    private void WriteHeader(int length)
    {
        _isHeaderWritten = true;
        _target ??= new ArrayBufferWriter<byte>(WireNames.FrameHeaderLength + length);
        var header = _target.GetSpan(WireNames.FrameHeaderLength);
        header[0] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)length);
        _target.Advance(WireNames.FrameHeaderLength);
    }

    private void ThrowIfTooBig(int length)
    {
        if (length > (maxSize ?? int.MaxValue))
        {
            throw new RpcException(
                new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
        }
    }
}
