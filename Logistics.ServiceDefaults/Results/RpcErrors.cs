using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Logistics.ServiceDefaults.Results;

/// <summary>Carries an <see cref="Error"/> over gRPC whole: google.rpc.Status in the trailer, which other languages read too.</summary>
public static class RpcErrors
{
    private const string Trailer = "grpc-status-details-bin";
    private const string Domain = "logistics";
    private const string KindKey = "errorKind";

    /// <summary>The exception that a gRPC method throws to answer with this error.</summary>
    public static RpcException ToRpcException(this Error error)
    {
        // This library calls ErrorInfo's first field "type"; its name since is "reason".
        var info = new ErrorInfo { Type = error.Code, Domain = Domain, Metadata = { { KindKey, error.Kind.ToString() } } };
        info.Metadata.Add(error.Details.ToDictionary());
        var code = error.Kind.ToGrpcStatus();
        var status = new Google.Rpc.Status { Code = (int)code, Message = error.Message, Details = { Any.Pack(info) } };
        if (error.Fields.Count > 0)
        {
            var violations = error.Fields
                .Select(fault => new BadRequest.Types.FieldViolation { Field = fault.Field, Description = fault.Message });
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { violations } }));
        }

        return new RpcException(new Grpc.Core.Status(code, error.Message), new Metadata { { Trailer, status.ToByteArray() } });
    }

    /// <summary>The value, for a gRPC method to return.</summary>
    /// <exception cref="RpcException">There is none; it carries the error.</exception>
    public static T OrThrow<T>(this Result<T> result) =>
        result.IsSuccess(out var value, out var error) ? value : throw error.ToRpcException();

    /// <summary>The error that a call failed with, as the service declared it; of a foreign failure, the nearest that we have.</summary>
    public static Error ToError(this RpcException exception)
    {
        var kind = exception.StatusCode.ToErrorKind();
        if (Parse(exception.Trailers.GetValueBytes(Trailer)) is not { } status || Find<ErrorInfo>(status) is not { Domain: Domain } info)
        {
            return kind switch
            {
                ErrorKind.Unavailable => CommonErrors.DependencyUnavailable,
                ErrorKind.Internal => CommonErrors.Internal,
                _ => new Error($"grpc.{exception.StatusCode}", exception.Status.Detail, kind),
            };
        }

        var exactKind = System.Enum.TryParse<ErrorKind>(info.Metadata.GetValueOrDefault(KindKey), out var exact) ? exact : kind;
        return new Error(info.Type, status.Message, exactKind)
        {
            Fields = [.. Find<BadRequest>(status)?.FieldViolations.Select(fault => new FieldError(fault.Field, fault.Description)) ?? []],
            Details = info.Metadata.Where(pair => pair.Key != KindKey).ToDictionary(),
        };
    }

    private static Google.Rpc.Status? Parse(byte[]? details)
    {
        try
        {
            return details is null ? null : Google.Rpc.Status.Parser.ParseFrom(details);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static T? Find<T>(Google.Rpc.Status status)
        where T : class, IMessage<T>, new() =>
        status.Details.Select(detail => detail.TryUnpack<T>(out var message) ? message : null)
            .FirstOrDefault(message => message is not null);
}
