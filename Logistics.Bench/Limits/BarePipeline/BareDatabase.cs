using Npgsql;

namespace Logistics.Bench.Limits.BarePipeline;

internal static class BareDatabase
{
    public static NpgsqlDataSource Open(string connectionString, int connections) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = connections,
            MaxAutoPrepare = 20,
            NoResetOnClose = true,
        });
}
