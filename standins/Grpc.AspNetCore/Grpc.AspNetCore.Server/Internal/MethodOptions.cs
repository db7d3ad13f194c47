namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The options of one service over those of all.</summary>
internal sealed class MethodOptions(GrpcServiceOptions all, GrpcServiceOptions one)
{
    public int? MaxSendMessageSize { get; } = one.MaxSendMessageSizeSpecified ? one.MaxSendMessageSize : all.MaxSendMessageSize;

    public int? MaxReceiveMessageSize { get; } = one.MaxReceiveMessageSizeSpecified ? one.MaxReceiveMessageSize : all.MaxReceiveMessageSize;

    public bool EnableDetailedErrors { get; } = one.EnableDetailedErrors ?? all.EnableDetailedErrors ?? false;

    public bool IgnoreUnknownMethods { get; } = one.IgnoreUnknownServices ?? all.IgnoreUnknownServices ?? false;

    public IReadOnlyList<InterceptorRegistration> Interceptors { get; } = [.. all.Interceptors, .. one.Interceptors];
}
