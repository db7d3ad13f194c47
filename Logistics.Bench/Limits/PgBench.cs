using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Logistics.Bench.Figures;
using Logistics.Bench.Hosting;
using Logistics.Bench.Measuring;
using Npgsql;

namespace Logistics.Bench.Limits;

/// <summary>
/// What PostgreSQL takes of the rows of one create (shipment and outbox row, in tables of the same shape): by pgbench, which costs next to
/// nothing itself.
/// </summary>
/// <param name="rows">Creates in one transaction, all in one round trip.</param>
internal sealed partial class PgBench(SystemUnderTest system, int clients, int rows) : IMeasurement
{
    private const string DatabaseName = "bench_rows";
    private const string Debian = "/usr/lib/postgresql";

    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), .. DebianFolders()];

    /// <summary>Where the program is; <see langword="null"/> when it is not on this machine.</summary>
    public static string? Program { get; } = Folders.Select(folder => Path.Combine(folder, "pgbench")).FirstOrDefault(File.Exists);

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var database = await ScratchDatabase.CreateAsync(
            DatabaseName, system.ConnectionString("shipmentsdb"), cancellationToken);
        var inserts = await CreateRows.CopyShapesAsync(system.ConnectionString("shipmentsdb"), database, rows, cancellationToken);
        var script = Path.GetTempFileName();
        try
        {
            // A pipeline without BEGIN is one transaction and one round trip, as a batch of Npgsql is.
            await File.WriteAllTextAsync(script, $"\\startpipeline\n{string.Join('\n', inserts)}\n\\endpipeline\n", cancellationToken);
            var perSecond = await RunAsync(database.ConnectionString, script, duration, cancellationToken);
            return new Reading([new("rate", "1/s", perSecond * rows)], (long)(perSecond * rows * duration.TotalSeconds));
        }
        finally
        {
            File.Delete(script);
        }
    }

    private async Task<double> RunAsync(string connectionString, string script, TimeSpan duration, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var seconds = Math.Max(1, (int)duration.TotalSeconds);
        var load = FormattableString.Invariant($"-n -M prepared -f {script} -c {clients} -T {seconds}");
        var where = FormattableString.Invariant(
            $"-h {connection.Host} -p {connection.Port} -U {connection.Username} {connection.Database}");
        var start = new ProcessStartInfo(Program!, $"{load} {where}") // not null: the catalogue asks
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = connection.Password },
        };
        using var process = Process.Start(start)!; // not null: UseShellExecute is off
        var complaints = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return TransactionsPerSecond().Match(output) is { Success: true } found
            ? double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench failed: {await complaints}");
    }

    /// <summary>Where Debian keeps the programs of each version.</summary>
    private static IEnumerable<string> DebianFolders() => Directory.Exists(Debian)
        ? Directory.EnumerateDirectories(Debian).OrderDescending().Select(version => Path.Combine(version, "bin"))
        : [];

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex TransactionsPerSecond();
}
