namespace Logistics.Bench.Limits.BarePipeline;

/// <summary>
/// What a process of the bare pipeline is started as. Secrets come by the environment: command lines can be read by everyone.
/// </summary>
internal static class BareVerb
{
    public const string Name = "bare";
    public const string Database = "BENCH_BARE_DATABASE";
    public const string Broker = "BENCH_BARE_BROKER";

    /// <param name="part"><c>gateway</c>, <c>service</c>, or the name of a consumer's queue.</param>
    /// <param name="service">Where the gateway finds the service.</param>
    public static Task RunAsync(string part, string? service, TimeProvider clock, CancellationToken cancellationToken) => part switch
    {
        "gateway" => BareGateway.RunAsync(new Uri(service ?? ""), cancellationToken),
        "service" => BareService.RunAsync(Setting(Database), Setting(Broker), clock, cancellationToken),
        _ => BareConsumer.RunAsync(Setting(Database), Setting(Broker), part, cancellationToken),
    };

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not in the environment.");
}
