using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Logistics.Tests.Shipments;

/// <summary>Counts what is sent to the database: commands, and transactions begun.</summary>
internal sealed class CommandCounter : DbCommandInterceptor, IDbTransactionInterceptor
{
    public int Commands { get; private set; }

    public int Transactions { get; private set; }

    public void Reset() => (Commands, Transactions) = (0, 0);

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Commands++;
        return new(result);
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        Transactions++;
        return new(result);
    }
}
