using System.CommandLine;
using Logistics.Bench.Figures;
using Logistics.Bench.Hosting;
using Logistics.Bench.Limits.BarePipeline;
using Logistics.Bench.Report;

namespace Logistics.Bench;

/// <summary>The bench and its options; and, hidden, what it starts itself as.</summary>
internal static class CommandLine
{
    private static readonly Argument<string[]> Figures = new("figures")
    {
        Description = "The beginnings of their names; all when none is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<int> Rounds = new("--rounds")
    {
        Description = "How often each figure is measured, in turn with its limit.",
        DefaultValueFactory = _ => 3,
    };

    private static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "How long each time.",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<double> WarmUp = new("--warm-up")
    {
        Description = "Seconds that all is run before anything counts.",
        DefaultValueFactory = _ => 20,
    };

    private static readonly Option<bool> Smoke = new("--smoke") { Description = "As short as can be: whether it works, not how fast." };

    private static readonly Option<string> Mail = new("--mail")
    {
        Description = "Where mail goes: to an SMTP server of the bench, or to the development mailbox.",
        DefaultValueFactory = _ => "smtp",
    };

    private static readonly Option<string> Json = new("--json")
    {
        Description = "The file that every number is written to.",
        DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "logistics-bench.json"),
    };

    public static RootCommand Build(TimeProvider clock, TextWriter output)
    {
        Mail.AcceptOnlyFromAmong("smtp", "mailbox");
        var root = new RootCommand("Measures Logistics beside the machine's own limits, in one run.")
        {
            Figures, Rounds, Seconds, WarmUp, Smoke, Mail, Json, Host(), Bare(clock),
        };
        root.SetAction((parsed, cancellationToken) => RunAsync(parsed, clock, output, cancellationToken));
        return root;
    }

    private static async Task<int> RunAsync(ParseResult parsed, TimeProvider clock, TextWriter output, CancellationToken cancellationToken)
    {
        var options = Options(parsed);
        if (FoundSystem.FromEnvironment() is { } found)
        {
            await using var stageThere = Stage.Around(found, clock);
            return await RunAsync(parsed, stageThere, options, clock, output, cancellationToken);
        }

        await output.WriteLineAsync("Starting the system ...");
        await using var started = await StartedSystem.StartAsync(parsed.GetRequiredValue(Mail) == "smtp", cancellationToken);
        await using var stage = Stage.Around(started, clock);
        return await RunAsync(parsed, stage, options, clock, output, cancellationToken);
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, Stage stage, BenchOptions options, TimeProvider clock, TextWriter output, CancellationToken cancellationToken)
    {
        var report = await new BenchRun(stage, options, output).RunAsync(cancellationToken);
        await output.WriteLineAsync();
        await output.WriteLineAsync(report.ToText());
        var json = Path.GetFullPath(parsed.GetRequiredValue(Json));
        await JsonReport.WriteAsync(report, clock.GetUtcNow(), json, cancellationToken);
        await output.WriteLineAsync($"Every number: {json}");
        return 0;
    }

    private static BenchOptions Options(ParseResult parsed)
    {
        var figures = parsed.GetValue(Figures) ?? [];
        return parsed.GetValue(Smoke)
            ? BenchOptions.Smoke with { Figures = figures }
            : new(figures, parsed.GetRequiredValue(Rounds), Time(Seconds), Time(WarmUp), Sizes.Full);

        TimeSpan Time(Option<double> option) => TimeSpan.FromSeconds(parsed.GetRequiredValue(option));
    }

    private static Command Host()
    {
        var password = new Argument<string>("password");
        var mail = new Argument<string>("mail");
        var command = new Command(HostVerb.Name) { password, mail };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) =>
            HostVerb.RunAsync(parsed.GetRequiredValue(password), parsed.GetRequiredValue(mail) == "smtp", cancellationToken));
        return command;
    }

    private static Command Bare(TimeProvider clock)
    {
        var part = new Argument<string>("part");
        var service = new Argument<string?>("service") { Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(BareVerb.Name) { part, service };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) =>
            BareVerb.RunAsync(parsed.GetRequiredValue(part), parsed.GetValue(service), clock, cancellationToken));
        return command;
    }
}
