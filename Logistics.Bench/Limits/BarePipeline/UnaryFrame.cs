using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Logistics.Bench.Limits.BarePipeline;

/// <summary>One message as gRPC puts it on the wire: a byte that says "not compressed", four for the length, the message.</summary>
internal static class UnaryFrame
{
    public const int HeaderLength = 5;

    public static byte[] Write(IMessage message)
    {
        var length = message.CalculateSize();
        var frame = new byte[HeaderLength + length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), length);
        message.WriteTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    public static async Task<T> ReadAsync<T>(PipeReader body, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        ReadResult read;
        while (!(read = await body.ReadAsync(cancellationToken)).IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        var message = parser.ParseFrom(read.Buffer.Slice(HeaderLength));
        body.AdvanceTo(read.Buffer.End);
        return message;
    }

    public static async Task AnswerAsync(HttpResponse response, IMessage message, CancellationToken cancellationToken)
    {
        response.ContentType = "application/grpc";
        await response.Body.WriteAsync(Write(message), cancellationToken);
        response.AppendTrailer("grpc-status", "0");
    }
}
