namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

public class NpgsqlEntityFrameworkCorePostgreSQLSettings
{
    public string? ConnectionString { get; set; }

    /// <summary>True: no retrying execution strategy, so that own transactions may be begun directly.</summary>
    public bool DisableRetry { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    public bool DisableMetrics { get; set; }

    /// <summary>Seconds that a command may take; unset: Npgsql's own default.</summary>
    public int? CommandTimeout { get; set; }
}
