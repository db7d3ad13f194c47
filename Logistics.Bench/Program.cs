using System.Globalization;
using Logistics.Bench;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return await CommandLine.Build(TimeProvider.System, Console.Out).Parse(args).InvokeAsync();
