using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Report;

/// <summary>What a whole run gave, for programs: every number of every round.</summary>
internal sealed record JsonReport(
    DateTimeOffset MeasuredAt, string Machine, int Processors, IReadOnlyList<JsonFigure> Figures, Memory AtRest, Memory AfterLoad)
{
    public static async Task WriteAsync(BenchReport report, DateTimeOffset now, string path, CancellationToken cancellationToken)
    {
        var json = new JsonReport(
            now,
            System.Runtime.InteropServices.RuntimeInformation.OSDescription,
            Environment.ProcessorCount,
            [.. report.Results.Select(result => new JsonFigure(
                result.Figure.Name, result.Figure.What, result.Rounds, result.LimitRounds, result.Processor, result.LimitProcessor))],
            report.AtRest,
            report.AfterLoad);
        await using var file = File.Create(path);
        await JsonSerializer.SerializeAsync(file, json, ReportJson.Default.JsonReport, cancellationToken);
    }
}

internal sealed record JsonFigure(
    string Name,
    string What,
    IReadOnlyList<Reading> Rounds,
    IReadOnlyList<Reading> LimitRounds,
    IReadOnlyDictionary<string, double> ProcessorSeconds,
    IReadOnlyDictionary<string, double> LimitProcessorSeconds);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(JsonReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
