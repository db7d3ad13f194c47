using Grpc.Core;
using Logistics.ServiceDefaults.Results;
using Xunit;

namespace Logistics.Tests.ServiceDefaults;

public sealed class ErrorMapTests
{
    public static TheoryData<ErrorKind, int, StatusCode> Map => new()
    {
        { ErrorKind.Validation, 400, StatusCode.InvalidArgument },
        { ErrorKind.Unauthenticated, 401, StatusCode.Unauthenticated },
        { ErrorKind.Forbidden, 403, StatusCode.PermissionDenied },
        { ErrorKind.NotFound, 404, StatusCode.NotFound },
        { ErrorKind.Conflict, 409, StatusCode.AlreadyExists },
        { ErrorKind.IllegalState, 409, StatusCode.FailedPrecondition },
        { ErrorKind.StaleVersion, 412, StatusCode.Aborted },
        { ErrorKind.KeyReused, 422, StatusCode.InvalidArgument },
        { ErrorKind.Overload, 429, StatusCode.ResourceExhausted },
        { ErrorKind.Internal, 500, StatusCode.Internal },
        { ErrorKind.Unavailable, 503, StatusCode.Unavailable },
    };

    [Theory]
    [MemberData(nameof(Map))]
    public void Each_kind_has_its_statuses(ErrorKind kind, int http, StatusCode grpc)
    {
        Assert.Equal(http, kind.ToHttpStatus());
        Assert.Equal(grpc, kind.ToGrpcStatus());
    }

    [Fact]
    public void The_table_has_every_kind()
    {
        Assert.Equal(Enum.GetValues<ErrorKind>(), Map.Select(row => row.Data.Item1).Order());
    }

    [Theory]
    [MemberData(nameof(Map))]
    public void An_error_crosses_a_call_unchanged(ErrorKind kind, int http, StatusCode grpc)
    {
        var error = new Error("parcel.too_heavy", "At most 70 kg – ツ.", kind)
        {
            Fields = [new("parcels[0].weightGrams", "1 to 70000."), new("parcels[1].weightGrams", "1 to 70000.")],
            Details = new Dictionary<string, string> { ["allowed"] = "PICKED_UP,ON_HOLD" },
        };

        var exception = error.ToRpcException();
        var back = exception.ToError();

        Assert.Equal(grpc, exception.StatusCode);
        Assert.Equal((error.Code, error.Message, error.Kind), (back.Code, back.Message, back.Kind));
        Assert.Equal(error.Fields, back.Fields);
        Assert.Equal(error.Details, back.Details);
        Assert.Equal(http, back.Kind.ToHttpStatus());
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, "dependency.unavailable", ErrorKind.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded, "dependency.unavailable", ErrorKind.Unavailable)]
    [InlineData(StatusCode.Unknown, "internal", ErrorKind.Internal)]
    [InlineData(StatusCode.Unimplemented, "internal", ErrorKind.Internal)]
    [InlineData(StatusCode.Unauthenticated, "grpc.Unauthenticated", ErrorKind.Unauthenticated)]
    public void A_failure_that_is_not_ours_gets_the_nearest_kind(StatusCode status, string code, ErrorKind kind)
    {
        var error = new RpcException(new Status(status, "whatever")).ToError();

        Assert.Equal((code, kind), (error.Code, error.Kind));
    }

    [Fact]
    public void Details_that_cannot_be_read_do_not_hide_the_failure()
    {
        var trailers = new Metadata { { "grpc-status-details-bin", [0xFF, 0xFF, 0xFF] } };

        var error = new RpcException(new Status(StatusCode.NotFound, "gone"), trailers).ToError();

        Assert.Equal(ErrorKind.NotFound, error.Kind);
    }

    [Fact]
    public void Other_languages_find_the_standard_details()
    {
        var error = Error.Validation([new("email", "Must be an e-mail address.")]);

        var status = Google.Rpc.Status.Parser.ParseFrom(error.ToRpcException().Trailers.GetValueBytes("grpc-status-details-bin"));

        Assert.Equal((int)StatusCode.InvalidArgument, status.Code);
        Assert.Equal(
            ["type.googleapis.com/google.rpc.ErrorInfo", "type.googleapis.com/google.rpc.BadRequest"],
            status.Details.Select(detail => detail.TypeUrl));
        Assert.Equal("email", status.Details[1].Unpack<Google.Rpc.BadRequest>().FieldViolations.Single().Field);
    }

    [Fact]
    public void A_problem_has_code_trace_and_field_errors()
    {
        var error = Error.Validation([new("email", "First."), new("email", "Second."), new("name", "Third.")]);

        var problem = error.ToProblemDetails("trace-1");

        Assert.Equal((400, "Bad Request"), (problem.Status, problem.Title));
        Assert.Equal(("validation.failed", "trace-1"), (problem.Extensions["code"], problem.Extensions["traceId"]));
        var errors = Assert.IsType<Dictionary<string, string[]>>(problem.Extensions["errors"]);
        Assert.Equal(["First.", "Second."], errors["email"]);
        Assert.Equal(["Third."], errors["name"]);
    }
}
