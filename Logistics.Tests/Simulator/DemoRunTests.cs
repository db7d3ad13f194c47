using Logistics.Contracts.Common.V1;
using Logistics.Simulator;
using Logistics.Simulator.Api;
using Logistics.Simulator.Demo;
using Logistics.Simulator.Play;
using Xunit;

namespace Logistics.Tests.Simulator;

public sealed class DemoRunTests : IDisposable
{
    private readonly JumpingClock _clock = new();
    private readonly StringWriter _output = new();

    [Fact]
    public async Task A_platform_that_does_all_right_passes()
    {
        Assert.Equal(0, await RunAsync(_ => false, _ => false));
        Assert.Contains(
            "All 6 parcels: every event there once and in order, everyone told once.", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_event_fails_the_demo()
    {
        Assert.Equal(1, await RunAsync(loses: status => status == ShipmentStatus.OutForDelivery, _ => false));
        Assert.Contains("(OUT_FOR_DELIVERY) is there 0 times", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notification_that_goes_out_twice_fails_the_demo()
    {
        Assert.Equal(1, await RunAsync(_ => false, repeats: status => status == ShipmentStatus.Delivered));
        Assert.Contains("(DELIVERED) by EMAIL 2 times", _output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _output.Dispose();

    private async Task<int> RunAsync(Func<ShipmentStatus, bool> loses, Func<ShipmentStatus, bool> repeats)
    {
        using var http = new HttpClient(new TinyPlatform(_clock, loses, repeats)) { BaseAddress = new Uri("http://localhost") };
        var options = new SimulatorOptions(http.BaseAddress, "secret", Speed: 1_000_000, Seed: 1, Patience: TimeSpan.FromSeconds(30));
        var progress = new Progress(TextWriter.Synchronized(_output), isTerminal: false, _clock);
        var api = new LogisticsApi(new ApiTransport(http, _clock, options.Patience, progress.Troubled), _clock);
        return await new DemoRun(api, _clock, options, progress, _output).RunAsync(6, TestContext.Current.CancellationToken);
    }
}
