using Logistics.Simulator.Api;
using Logistics.Simulator.Cast;
using Logistics.Simulator.Network;
using Logistics.Simulator.Play;
using Logistics.Simulator.Verification;

namespace Logistics.Simulator.Demo;

/// <summary>
/// Sends parcels on their way, all at once, then checks through the public API that nothing is missing, doubled or out of order.
/// </summary>
internal sealed class DemoRun(LogisticsApi api, TimeProvider clock, SimulatorOptions options, Progress progress, TextWriter output)
{
    private const int CancelledExitCode = 130;

    private static readonly TimeSpan BetweenParcels = TimeSpan.FromMilliseconds(100);

    /// <returns>The exit code: 0 when all is well.</returns>
    public async Task<int> RunAsync(int count, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var crew = new Crew(options.Password);
        try
        {
            progress.Say($"{count} parcels on {options.Url}, a day in {86_400 / options.Speed:0.#} s, seed {options.Seed}.");
            await crew.GatherAsync(api, clock, cancellationToken);
            var verdicts = await SendAndVerifyAsync(count, crew, cancellationToken);
            DemoReport.Write(verdicts, clock.GetElapsedTime(started), output);
            return verdicts.All(verdict => verdict.IsGood) ? 0 : 1;
        }
        catch (ApiException e)
        {
            progress.Say(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return CancelledExitCode;
        }
    }

    private async Task<IReadOnlyList<ParcelVerdict>> SendAndVerifyAsync(int count, Crew crew, CancellationToken cancellationToken)
    {
        var parcels = new ParcelPlanner(HubNetwork.Load(), Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), options.Seed);
        var plans = Enumerable.Range(0, count).Select(_ => parcels.Next(clock.GetUtcNow())).ToList();
        var courier = new Courier(api, crew, clock, options.Speed, progress);

        using var shown = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var showing = progress.ShowAsync(shown.Token);
        var results = await Task.WhenAll(plans.Select((plan, i) => SendAsync(courier, plan, BetweenParcels * i, cancellationToken)));
        await shown.CancelAsync();
        await showing;

        progress.Say("Checking every timeline and notification.");
        var sent = results.Select(result => result.Sent).OfType<SentParcel>().ToList();
        var verified = await new Verifier(api, crew, clock, options.Patience).VerifyAsync(sent, cancellationToken);
        return [.. verified, .. results.Select(result => result.GivenUp).OfType<ParcelVerdict>()];
    }

    private async Task<(SentParcel? Sent, ParcelVerdict? GivenUp)> SendAsync(
        Courier courier, ParcelPlan plan, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, clock, cancellationToken);
            return (await courier.PlayAsync(plan, cancellationToken), null);
        }
        catch (ApiException e)
        {
            progress.Say($"  given up: {e.Message}");
            return (null, ParcelVerdict.GivenUp(plan, e.Message));
        }
    }
}
