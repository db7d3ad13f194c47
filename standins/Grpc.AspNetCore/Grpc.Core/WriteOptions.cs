namespace Grpc.Core;

[Flags]
public enum WriteFlags
{
    /// <summary>No need to send this message at once.</summary>
    BufferHint = 1,

    NoCompress = 2,
}

public class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
