using System.Buffers;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Reads gzip, and never more of it than a message may be long.</summary>
internal static class Compression
{
    private const int ChunkLength = 16 * 1024;

    public static ReadOnlySequence<byte> Inflate(in ReadOnlySequence<byte> payload, int? maxSize)
    {
        using var source = new MemoryStream(payload.ToArray(), writable: false);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        var inflated = new ArrayBufferWriter<byte>();
        try
        {
            while (gzip.Read(inflated.GetSpan(ChunkLength)) is > 0 and var count)
            {
                inflated.Advance(count);
                if (inflated.WrittenCount > (maxSize ?? int.MaxValue))
                {
                    throw TooBig();
                }
            }
        }
        catch (InvalidDataException exception)
        {
            throw new RpcException(new Status(StatusCode.Internal, "The message is not valid gzip.", exception));
        }

        return new ReadOnlySequence<byte>(inflated.WrittenMemory);
    }

    public static RpcException TooBig() =>
        new(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));
}
