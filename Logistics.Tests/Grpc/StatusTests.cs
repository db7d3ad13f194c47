using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Logistics.Tests.Grpc.Protos;
using Xunit;
using Status = Grpc.Core.Status;

namespace Logistics.Tests.Grpc;

public sealed class StatusTests
{
    public static TheoryData<StatusCode> FailureCodes => [.. System.Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK)];

    [Theory]
    [MemberData(nameof(FailureCodes))]
    public async Task Every_code_travels_in_every_kind_of_call(StatusCode code)
    {
        var status = new Status(code, $"because of {code}");
        await using var server = await FailingAsync(new RpcException(status, new Metadata { { "why", "reason" } }));

        using var unary = server.Client.OneAsync(new Note(), Within.Options);
        using var collect = server.Client.Collect(Within.Options);
        using var expand = server.Client.Expand(new Note(), Within.Options);
        using var chat = server.Client.Chat(Within.Options);

        foreach (var failure in new[]
        {
            await Within.FailsAsync(() => unary.ResponseAsync),
            await Within.FailsAsync(() => collect.ResponseAsync),
            await Within.FailsAsync(() => expand.ResponseStream.MoveNext(TestContext.Current.CancellationToken)),
            await Within.FailsAsync(() => chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken)),
        })
        {
            Assert.Equal(code, failure.StatusCode);
            Assert.Equal(status.Detail, failure.Status.Detail);
            Assert.Equal("reason", failure.Trailers.GetValue("why"));
        }

        Assert.Equal(code, unary.GetStatus().StatusCode);
        Assert.Equal("reason", chat.GetTrailers().GetValue("why"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("100 % of it, %41 too")]
    [InlineData("Déjà vu: 📦 in الجزائر")]
    [InlineData("line\r\nbreak\tand \u0000 nothing")]
    public async Task Any_text_travels(string detail)
    {
        await using var server = await FailingAsync(new RpcException(new Status(StatusCode.Aborted, detail)));

        Assert.Equal(
            detail, (await Within.FailsAsync(() => server.Client.OneAsync(new Note(), Within.Options).ResponseAsync)).Status.Detail);
    }

    [Fact]
    public async Task Details_travel_as_a_binary_trailer()
    {
        var details = new Google.Rpc.Status
        {
            Code = (int)StatusCode.InvalidArgument,
            Message = "two fields",
            Details =
            {
                Any.Pack(new LocalizedMessage { Locale = "fr", Message = "deux champs" }),
                Any.Pack(new BadRequest
                {
                    FieldViolations = { new BadRequest.Types.FieldViolation { Field = "parcels", Description = "is empty" } },
                }),
            },
        };
        await using var server = await FailingAsync(new RpcException(
            new Status(StatusCode.InvalidArgument, "two fields"),
            new Metadata { { "grpc-status-details-bin", Google.Protobuf.MessageExtensions.ToByteArray(details) } }));

        var failure = await Within.FailsAsync(() => server.Client.OneAsync(new Note(), Within.Options).ResponseAsync);

        Assert.Equal(details, Google.Rpc.Status.Parser.ParseFrom(failure.Trailers.GetValueBytes("grpc-status-details-bin")));
    }

    [Fact]
    public async Task A_failure_after_messages_comes_after_them()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            Expand = async (_, responses, _) =>
            {
                await responses.WriteAsync(new Note { Text = "first" });
                throw new RpcException(new Status(StatusCode.DataLoss, "then nothing"));
            },
        });

        using var call = server.Client.Expand(new Note(), Within.Options);

        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
        Assert.Equal(
            StatusCode.DataLoss,
            (await Within.FailsAsync(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
    }

    [Fact]
    public async Task A_failure_without_messages_is_trailers_only()
    {
        await using var server = await FailingAsync(new RpcException(new Status(StatusCode.NotFound, "no such parcel")));
        using var http = new RawGrpc(server.Address);

        var answer = await http.CallAsync("One", RawGrpc.Frame(new Note())).SoonAsync();

        Assert.True(answer.IsTrailersOnly);
        Assert.Equal("5", answer.Status);
        Assert.Equal("no such parcel", answer.Find("grpc-message"));
        Assert.Empty(answer.Body);
    }

    [Fact]
    public async Task A_handler_can_set_the_status_without_throwing()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            Expand = (_, _, context) =>
            {
                context.Status = new Status(StatusCode.OutOfRange, "past the end");
                return Task.CompletedTask;
            },
        });

        using var call = server.Client.Expand(new Note(), Within.Options);

        Assert.Equal(
            StatusCode.OutOfRange,
            (await Within.FailsAsync(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
    }

    [Theory]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. InvalidOperationException: the secret")]
    public async Task Exceptions_are_unknown_and_keep_their_text_unless_told(bool detailed, string expected)
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeBehaviour { One = (_, _) => throw new InvalidOperationException("the secret") },
            options => options.EnableDetailedErrors = detailed);

        var failure = await Within.FailsAsync(() => server.Client.OneAsync(new Note(), Within.Options).ResponseAsync);

        Assert.Equal(new Status(StatusCode.Unknown, expected), new Status(failure.StatusCode, failure.Status.Detail));
    }

    [Fact]
    public async Task No_answer_from_a_handler_is_a_failure()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour { One = (_, _) => Task.FromResult<Note>(null!) });

        Assert.Equal(
            StatusCode.Cancelled,
            (await Within.FailsAsync(() => server.Client.OneAsync(new Note(), Within.Options).ResponseAsync)).StatusCode);
    }

    private static Task<ProbeServer> FailingAsync(RpcException exception) => ProbeServer.StartAsync(new ProbeBehaviour
    {
        One = (_, _) => throw exception,
        Collect = (_, _) => throw exception,
        Expand = (_, _, _) => throw exception,
        Chat = (_, _, _) => throw exception,
    });
}
