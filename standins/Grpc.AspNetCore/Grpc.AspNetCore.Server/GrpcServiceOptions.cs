using Grpc.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>Options of all services.</summary>
public class GrpcServiceOptions
{
    private int? _maxReceiveMessageSize = WireNames.DefaultMaxReceiveMessageSize;
    private int? _maxSendMessageSize;

    /// <summary>In bytes; null, the default, for no limit.</summary>
    public int? MaxSendMessageSize
    {
        get => _maxSendMessageSize;
        set
        {
            _maxSendMessageSize = value;
            MaxSendMessageSizeSpecified = true;
        }
    }

    /// <summary>In bytes, 4 MB by default; null for no limit.</summary>
    public int? MaxReceiveMessageSize
    {
        get => _maxReceiveMessageSize;
        set
        {
            _maxReceiveMessageSize = value;
            MaxReceiveMessageSizeSpecified = true;
        }
    }

    /// <summary>Lets the text of unexpected exceptions travel to callers. False by default.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Leaves unknown services and methods to other endpoints instead of answering UNIMPLEMENTED. False by default.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>The first is the outermost; those of all services come before those of one.</summary>
    public InterceptorCollection Interceptors { get; } = [];

    internal bool MaxSendMessageSizeSpecified { get; private set; }

    internal bool MaxReceiveMessageSizeSpecified { get; private set; }
}

/// <summary>Options of one service; what is not set here is as in <see cref="GrpcServiceOptions"/>.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class;
