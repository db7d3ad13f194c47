using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Logistics.Tests.Grpc.Protos;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData(StatusCode.OK)]
    [InlineData(StatusCode.NotFound)]
    public async Task One_trace_goes_from_the_caller_through_the_call_to_the_handler(StatusCode code)
    {
        using var root = new Activity("caller").SetIdFormat(ActivityIdFormat.W3C);
        var stopped = new ConcurrentQueue<Activity>();
        var serverSpan = new TaskCompletionSource<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Grpc.Net.Client" or "Microsoft.AspNetCore" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == root.TraceId)
                {
                    stopped.Enqueue(activity);
                    _ = activity.Kind == ActivityKind.Server && serverSpan.TrySetResult(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = (request, _) => code == StatusCode.OK ? Task.FromResult(request) : throw new RpcException(new Status(code, "as told")),
        });

        root.Start();
        using var call = server.Client.OneAsync(new Note(), Within.Options);
        await Task.WhenAny(call.ResponseAsync).SoonAsync();
        root.Stop();
        var inbound = await serverSpan.Task.SoonAsync();

        var outbound = Assert.Single(stopped, activity => activity.Source.Name == "Grpc.Net.Client");
        Assert.Equal(root.SpanId, outbound.ParentSpanId);
        Assert.Equal(ActivityKind.Client, outbound.Kind);
        foreach (var span in new[] { outbound, inbound })
        {
            Assert.Equal("/logistics.tests.v1.Probe/One", span.GetTagItem("grpc.method"));
            Assert.Equal(((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture), span.GetTagItem("grpc.status_code"));
        }
    }
}
