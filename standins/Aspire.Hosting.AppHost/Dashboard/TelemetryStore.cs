namespace Aspire.Hosting.Dashboard;

internal sealed class TelemetryStore;
