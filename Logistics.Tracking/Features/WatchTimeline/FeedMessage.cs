using Google.Protobuf;
using Logistics.Contracts.Tracking.V1;

namespace Logistics.Tracking.Features.WatchTimeline;

/// <summary>
/// What replicas send each other: 16 bytes of who sends, then entries, each after its length. No entries: something may have been missed.
/// </summary>
internal sealed record FeedMessage(Guid Origin, IReadOnlyList<WatchResponse> Entries)
{
    private const int OriginLength = 16;

    public byte[] Encode()
    {
        using var stream = new MemoryStream();
        stream.Write(Origin.ToByteArray());
        foreach (var entry in Entries)
        {
            entry.WriteDelimitedTo(stream);
        }

        return stream.ToArray();
    }

    public static FeedMessage Decode(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, OriginLength, bytes.Length - OriginLength);
        var entries = new List<WatchResponse>();
        while (stream.Position < stream.Length)
        {
            entries.Add(WatchResponse.Parser.ParseDelimitedFrom(stream));
        }

        return new FeedMessage(new Guid(bytes.AsSpan(0, OriginLength)), entries);
    }
}
