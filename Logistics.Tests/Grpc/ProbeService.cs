using Grpc.Core;
using Logistics.Tests.Grpc.Protos;

namespace Logistics.Tests.Grpc;

/// <summary>What the probe's methods do: echo, unless a test says otherwise.</summary>
internal sealed class ProbeBehaviour
{
    public Func<Note, ServerCallContext, Task<Note>> One { get; init; } = (request, _) => Task.FromResult(request);

    public Func<IAsyncStreamReader<Note>, ServerCallContext, Task<Note>> Collect { get; init; } = async (requests, context) =>
    {
        var sum = new Note();
        await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
        {
            sum.Text += request.Text;
            sum.Number += request.Number;
        }

        return sum;
    };

    public Func<Note, IServerStreamWriter<Note>, ServerCallContext, Task> Expand { get; init; } = async (request, responses, context) =>
    {
        for (var i = 0; i < request.Number; i++)
        {
            await responses.WriteAsync(new Note { Text = request.Text, Number = i }, context.CancellationToken);
        }
    };

    public Func<IAsyncStreamReader<Note>, IServerStreamWriter<Note>, ServerCallContext, Task> Chat { get; init; } =
        async (requests, responses, context) =>
        {
            await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
            {
                await responses.WriteAsync(request, context.CancellationToken);
            }
        };
}

internal sealed class ProbeService(ProbeBehaviour behaviour) : Probe.ProbeBase
{
    public override Task<Note> One(Note request, ServerCallContext context) => behaviour.One(request, context);

    public override Task<Note> Collect(IAsyncStreamReader<Note> requestStream, ServerCallContext context) =>
        behaviour.Collect(requestStream, context);

    public override Task Expand(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context) =>
        behaviour.Expand(request, responseStream, context);

    public override Task Chat(
        IAsyncStreamReader<Note> requestStream, IServerStreamWriter<Note> responseStream, ServerCallContext context) =>
        behaviour.Chat(requestStream, responseStream, context);
}
