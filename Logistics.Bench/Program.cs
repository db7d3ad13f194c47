using System.CommandLine;
using System.Globalization;
using Logistics.Bench;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Ctrl+C stops the system that was started, and removes what was made on its servers.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };
return await CommandLine.Build(TimeProvider.System, Console.Out).Parse(args).InvokeAsync(invocation);
