using System.Text.Json.Serialization;

namespace Logistics.Bench.Hosting;

/// <summary>What the bench knows of the system that it measures.</summary>
/// <param name="Url">Where the public API is.</param>
/// <param name="DemoPassword">Of the demo accounts.</param>
/// <param name="ConnectionStrings">Of <c>messaging</c>, <c>shipmentsdb</c> and the other databases, as the services have them.</param>
/// <param name="ProcessIds">Of each service and server that runs on this machine.</param>
/// <param name="StartSeconds">From nothing to every service healthy; <see langword="null"/> when it ran already.</param>
internal sealed record SystemUnderTest(
    Uri Url,
    string DemoPassword,
    IReadOnlyDictionary<string, string> ConnectionStrings,
    IReadOnlyDictionary<string, int> ProcessIds,
    double? StartSeconds = null)
{
    public static IReadOnlyList<string> ConnectionNames { get; } = ["messaging", "shipmentsdb", "trackingdb", "notificationsdb"];

    /// <exception cref="InvalidOperationException">It was not given.</exception>
    public string ConnectionString(string name) => ConnectionStrings.TryGetValue(name, out var value)
        ? value
        : throw new InvalidOperationException(
            $"The bench needs ConnectionStrings__{name}, as the services of the system at {Url} have it.");
}

/// <summary>How <see cref="SystemUnderTest"/> goes from one process to the other.</summary>
[JsonSerializable(typeof(SystemUnderTest))]
internal sealed partial class HostingJson : JsonSerializerContext;
