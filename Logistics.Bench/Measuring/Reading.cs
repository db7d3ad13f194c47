namespace Logistics.Bench.Measuring;

/// <summary>One number of one round.</summary>
/// <param name="Name">What it says, such as <c>rate</c>; the limit's number of the same name is its limit.</param>
/// <param name="Unit">Such as <c>1/s</c> or <c>ms</c>.</param>
internal readonly record struct Number(string Name, string Unit, double Value);

/// <summary>What one round of a measurement gave.</summary>
/// <param name="Operations">How many of what is measured were done: what the processor time is divided by.</param>
/// <param name="Errors">Answers other than the one that was wanted, and what they were.</param>
internal sealed record Reading(IReadOnlyList<Number> Numbers, long Operations, IReadOnlyDictionary<string, long>? Errors = null)
{
    public double Get(string name) =>
        Numbers.Where(number => number.Name == name).Select(number => number.Value).FirstOrDefault(double.NaN);
}
