using Grpc.Core;
using Xunit;

namespace Logistics.Tests.Grpc;

/// <summary>Python's client, which is gRPC's C core, against our server. The checks are in Foreign/probe_client.py.</summary>
public sealed class ForeignClientTests
{
    private static readonly byte[] Bytes = [0, 1, 127, 128, 255];

    private readonly TaskCompletionSource _cancelled = new();

    [Theory]
    [InlineData("unary")]
    [InlineData("client_stream")]
    [InlineData("server_stream")]
    [InlineData("duplex")]
    [InlineData("metadata")]
    [InlineData("statuses")]
    [InlineData("big")]
    [InlineData("compression")]
    [InlineData("unimplemented")]
    [InlineData("many")]
    public Task Foreign_client_passes(string check) => RunAsync(check);

    [Theory]
    [InlineData("deadline")]
    [InlineData("cancel")]
    public async Task Foreign_client_passes_and_the_handler_is_cancelled(string check)
    {
        await RunAsync(check);

        await _cancelled.Task.SoonAsync();
    }

    private async Task RunAsync(string check)
    {
        await Python.SkipUnlessGrpcAsync();
        var echo = new ProbeBehaviour();
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = async (request, context) =>
            {
                await BeginAsync(context);
                return request;
            },
            Collect = async (requests, context) =>
            {
                await BeginAsync(context);
                return await echo.Collect(requests, context);
            },
            Expand = async (request, responses, context) =>
            {
                await BeginAsync(context);
                await echo.Expand(request, responses, context);
            },
            Chat = async (requests, responses, context) =>
            {
                await BeginAsync(context);
                await echo.Chat(requests, responses, context);
            },
        });

        await Python.RunAsync("probe_client.py", server.Address.Authority, check);
    }

    private async Task BeginAsync(ServerCallContext context)
    {
        var headers = context.RequestHeaders;
        switch (headers.GetValue("x-do"))
        {
            case "wait":
                await WaitAsync(context);
                break;
            case "metadata":
                var echoed = headers.Where(entry => entry.Key is "text" or "some-bin").ToList();
                echoed.ForEach(context.ResponseTrailers.Add);
                var initial = new Metadata();
                echoed.ForEach(initial.Add);
                await context.WriteResponseHeadersAsync(initial);
                break;
            case "fail":
                var code = Enum.Parse<StatusCode>(headers.GetValue("x-code")!);
                throw new RpcException(new Status(code, "Déjà vu: 100 % 📦"), new Metadata { { "grpc-status-details-bin", Bytes } });
        }
    }

    private async Task WaitAsync(ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync([]);
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
    }
}
