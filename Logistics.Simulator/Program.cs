using System.Globalization;
using Logistics.Simulator;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var parsed = CommandLine.Build(TimeProvider.System, Console.Out).Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? CommandLine.UsageExitCode : exitCode;
