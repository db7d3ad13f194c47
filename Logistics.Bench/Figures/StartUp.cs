using Logistics.Bench.Hosting;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Figures;

/// <summary>Another system, started from nothing: servers, databases, migrations, services, until every service is healthy.</summary>
internal sealed class StartUp : IMeasurement
{
    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var started = await StartedSystem.StartAsync(mailToSmtp: true, cancellationToken);
        return new Reading([new("healthy after", "s", started.System.StartSeconds ?? double.NaN)], Operations: 0);
    }
}
