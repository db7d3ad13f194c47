namespace Logistics.Simulator;

/// <summary>What all commands take.</summary>
/// <param name="Url">Where the public API is.</param>
/// <param name="Password">Of the demo accounts, and of the merchants that are registered.</param>
/// <param name="Speed">Simulated seconds in a second.</param>
/// <param name="Seed">The same seed invents the same parcels.</param>
/// <param name="Patience">How long one request, and at the end the whole check, may wait for a system in trouble.</param>
internal sealed record SimulatorOptions(Uri Url, string Password, double Speed, int Seed, TimeSpan Patience);
