using System.CommandLine;
using System.CommandLine.Parsing;
using Logistics.Simulator.Api;
using Logistics.Simulator.Demo;
using Logistics.Simulator.Play;

namespace Logistics.Simulator;

/// <summary>The commands and their options.</summary>
internal static class CommandLine
{
    /// <summary>The arguments are not understood.</summary>
    public const int UsageExitCode = 2;

    private const string PasswordVariable = "LOGISTICS_DEMO_PASSWORD";
    private const string UrlVariable = "LOGISTICS_URL";
    private const string DefaultUrl = "http://localhost:8000";

    private static readonly Option<Uri> Url = new("--url")
    {
        Description = $"Where the public API is; the environment's {UrlVariable} when not given.",
        DefaultValueFactory = result => ReadUrl(result, Environment.GetEnvironmentVariable(UrlVariable) ?? DefaultUrl),
        CustomParser = result => ReadUrl(result, result.Tokens[0].Value),
    };

    /// <summary>Has no default of its own: the help would show it.</summary>
    private static readonly Option<string?> Password =
        new("--password") { Description = $"Of the demo accounts. [default: the environment's {PasswordVariable}]" };

    private static readonly Option<double> Speed = Positive(new Option<double>("--speed")
    {
        Description = "Simulated seconds in a second; 21,600 lets a day pass in four seconds.",
        DefaultValueFactory = _ => 21_600,
    });

    private static readonly Option<int?> Seed =
        new("--seed") { Description = "The same seed invents the same parcels. [default: another one each time]" };

    private static readonly Option<double> Patience = Positive(new Option<double>("--patience")
    {
        Description = "Seconds to wait for a system in trouble, for one request and for the check at the end.",
        DefaultValueFactory = _ => 120,
    });

    public static RootCommand Build(TimeProvider clock, TextWriter output)
    {
        var root = new RootCommand("Plays merchants and couriers against the public API of Logistics.")
        {
            Demo(clock, output),
            Play(clock, output),
        };
        return root;
    }

    private static Command Demo(TimeProvider clock, TextWriter output)
    {
        var parcels = Positive(new Option<int>("--parcels") { Description = "How many to send.", DefaultValueFactory = _ => 20 });
        var command = new Command(
            "demo", "Sends parcels on their way and checks that every timeline and notification is complete, in order and there once.")
        {
            parcels,
        };
        return WithAction(command, clock, output, (options, parsed, api, progress, cancellationToken) =>
            new DemoRun(api, clock, options, progress, output).RunAsync(parsed.GetRequiredValue(parcels), cancellationToken));
    }

    private static Command Play(TimeProvider clock, TextWriter output)
    {
        var perMinute = Positive(
            new Option<int>("--per-minute") { Description = "How many parcels to send in a minute.", DefaultValueFactory = _ => 12 });
        var command = new Command("play", "Sends parcels on their way until Ctrl+C.") { perMinute };
        return WithAction(command, clock, output, (options, parsed, api, progress, cancellationToken) =>
            new PlayRun(api, clock, options, progress).RunAsync(parsed.GetRequiredValue(perMinute), cancellationToken));
    }

    private static Command WithAction(
        Command command,
        TimeProvider clock,
        TextWriter output,
        Func<SimulatorOptions, ParseResult, LogisticsApi, Progress, CancellationToken, Task<int>> run)
    {
        foreach (var option in new Option[] { Url, Password, Speed, Seed, Patience })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (string.IsNullOrEmpty(PasswordFrom(result.GetValue(Password))))
            {
                result.AddError($"The password of the demo accounts is missing: --password, or {PasswordVariable} in the environment.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new SimulatorOptions(
                parsed.GetRequiredValue(Url),
                PasswordFrom(parsed.GetValue(Password))!, // validated above
                parsed.GetRequiredValue(Speed),
                parsed.GetValue(Seed) ?? Random.Shared.Next(1, 1_000_000),
                TimeSpan.FromSeconds(parsed.GetRequiredValue(Patience)));
            var progress = new Progress(output, !Console.IsOutputRedirected, clock);
            using var http = new HttpClient { BaseAddress = options.Url, Timeout = Timeout.InfiniteTimeSpan };
            var api = new LogisticsApi(new ApiTransport(http, clock, options.Patience, progress.Troubled), clock);
            return await run(options, parsed, api, progress, cancellationToken);
        });
        return command;
    }

    private static string? PasswordFrom(string? given) => given ?? Environment.GetEnvironmentVariable(PasswordVariable);

    private static Uri ReadUrl(ArgumentResult result, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        result.AddError($"'{text}' is not an http address.");
        return new Uri(DefaultUrl);
    }

    private static Option<T> Positive<T>(Option<T> option)
        where T : IComparable<T>
    {
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValueOrDefault<T>() is { } value && value.CompareTo(default) <= 0)
            {
                result.AddError($"{option.Name} must be greater than zero.");
            }
        });
        return option;
    }
}
