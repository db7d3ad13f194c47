using System.Diagnostics;
using Logistics.Bench.Figures;
using Logistics.Bench.Measuring;
using Logistics.Bench.Report;

namespace Logistics.Bench;

/// <summary>Warms up, measures every figure round by round in turn with its limit, and reports.</summary>
internal sealed class BenchRun(Stage stage, BenchOptions options, TextWriter progress)
{
    private const double BusyProcessors = 0.15;

    private static readonly TimeSpan SettlingInterval = TimeSpan.FromMilliseconds(500);

    public async Task<BenchReport> RunAsync(CancellationToken cancellationToken)
    {
        var figures = Catalogue.Of(stage, options.Sizes).Where(IsWanted).ToList();
        await stage.BeginBarePipelineAsync(cancellationToken);
        var atRest = await AtRestAsync(cancellationToken);
        await WarmUpAsync(cancellationToken);
        var results = new List<FigureResult>();
        foreach (var figure in figures)
        {
            var result = new FigureResult(figure);
            results.Add(result);
            for (var round = 1; round <= (figure.IsMeasuredOnce ? 1 : options.Rounds); round++)
            {
                // In turn, so that neither always has the machine as the other leaves it.
                foreach (var isLimit in round % 2 == 1 ? (bool[])[false, true] : [true, false])
                {
                    await MeasureAsync(result, round, isLimit, cancellationToken);
                }
            }
        }

        return new BenchReport(results, atRest, Memory.Of(stage.ProcessIds));
    }

    private bool IsWanted(Figure figure) =>
        options.Figures.Count == 0
            || options.Figures.Any(name => figure.Name == name || figure.Name.StartsWith(name + "-", StringComparison.Ordinal));

    /// <summary>As services mostly start: on data that is there, with nothing to migrate.</summary>
    private async Task<Memory> AtRestAsync(CancellationToken cancellationToken)
    {
        if (stage.IsOurs)
        {
            await SayAsync("Starting the services anew ...");
            await stage.RestartServicesAsync(cancellationToken);
            await SettleAsync(cancellationToken);
        }

        return Memory.Of(stage.ProcessIds);
    }

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        if (options.WarmUp > TimeSpan.Zero)
        {
            await SayAsync($"Warming up for {options.WarmUp.TotalSeconds} s each ...");
            await new CreateShipments(stage, connections: 16).MeasureAsync(options.WarmUp, cancellationToken);
            await new StatusUpdates(stage, connections: 16).MeasureAsync(options.WarmUp, cancellationToken);
            await new CreateOnBarePipeline(stage, connections: 16).MeasureAsync(options.WarmUp, cancellationToken);
            await SettleAsync(cancellationToken);
        }
    }

    private async Task MeasureAsync(FigureResult result, int round, bool isLimit, CancellationToken cancellationToken)
    {
        if ((isLimit ? result.Figure.Limit : result.Figure.Measurement) is not { } measurement)
        {
            return;
        }

        stage.BeginCounting();
        var reading = await measurement.MeasureAsync(options.RoundTime, cancellationToken);
        var sums = isLimit ? result.LimitProcessor : result.Processor;
        foreach (var (process, seconds) in stage.Used())
        {
            sums[process] = sums.GetValueOrDefault(process) + seconds;
        }

        (isLimit ? result.LimitRounds : result.Rounds).Add(reading);
        var numbers = reading.Numbers.Select(number => $"{number.Name} {number.Value:#,0.##} {number.Unit}".TrimEnd());
        await SayAsync($"{result.Figure.Name}{(isLimit ? " (limit)" : "")} {round}/{options.Rounds}: {string.Join(", ", numbers)}");
        await SettleAsync(cancellationToken);
    }

    /// <summary>
    /// Waits until what the last measurement has left behind (mails, the runtime's compiling, vacuums) keeps no processor busy: it would
    /// disturb the next.
    /// </summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < options.Sizes.Settling)
        {
            var before = ProcessTree.ProcessorSeconds(stage.ProcessIds).Values.Sum();
            await Task.Delay(SettlingInterval, stage.Clock, cancellationToken);
            if ((ProcessTree.ProcessorSeconds(stage.ProcessIds).Values.Sum() - before) / SettlingInterval.TotalSeconds < BusyProcessors)
            {
                return;
            }
        }
    }

    private Task SayAsync(string line) => progress.WriteLineAsync(line);
}
