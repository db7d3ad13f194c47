using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Logistics.Messaging.Hosting;

internal static class ScopeExtensions
{
    /// <summary>The open connection of the scope's context, for plain SQL; it is given back with the scope.</summary>
    public static async Task<NpgsqlConnection> OpenConnectionAsync<TDbContext>(
        this AsyncServiceScope scope, CancellationToken cancellationToken)
        where TDbContext : DbContext
    {
        var database = scope.ServiceProvider.GetRequiredService<TDbContext>().Database;
        await database.OpenConnectionAsync(cancellationToken);
        return (NpgsqlConnection)database.GetDbConnection();
    }
}
