using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// Hands rows to the relay once they are committed, never before. Rows saved in a transaction of the caller wait for its commit; when
/// anything about that transaction is doubtful (part of it rolled back, a commit without an answer) they are left to be found in the
/// table.
/// </summary>
internal sealed class OutboxInterceptor(OutboxHandover handover, OutboxSignal signal) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, List<OutboxMessage>> _saving = [];
    private readonly ConditionalWeakTable<IDbContextTransaction, List<OutboxMessage>> _uncommitted = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Saving(eventData.Context!); // there is no saving without a context
        return result;
    }

    /// <summary>Within a transaction of the caller the rows go in as one statement, which Entity Framework would make one each.</summary>
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var context = eventData.Context!; // as above
        var rows = Saving(context);
        if (rows.Count > 0 && context.Database.CurrentTransaction is not null && rows.TrueForAll(row => row.TargetQueue is null))
        {
            rows.ForEach(row => context.Entry(row).State = EntityState.Detached);
            await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection());
            batch.BatchCommands.Add(OutboxInsert.Of(rows));
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context!); // as above
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(SavedChanges(eventData, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        if (Transaction(eventData) is { } current && _uncommitted.TryGetValue(current, out var rows))
        {
            _uncommitted.Remove(current);
            HandOver(rows);
        }
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        TransactionCommitted(transaction, eventData);
        return Task.CompletedTask;
    }

    public void RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData)
    {
        if (Transaction(eventData) is { } current)
        {
            _uncommitted.Remove(current);
        }
    }

    public Task RolledBackToSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        RolledBackToSavepoint(transaction, eventData);
        return Task.CompletedTask;
    }

    private static IDbContextTransaction? Transaction(DbContextEventData eventData) => eventData.Context?.Database.CurrentTransaction;

    private List<OutboxMessage> Saving(DbContext context)
    {
        _saving.Remove(context);
        var rows = NewRows(context);
        if (rows.Count > 0)
        {
            rows.ForEach(handover.Stamp);
            _saving.Add(context, rows);
        }

        return rows;
    }

    private void Saved(DbContext context)
    {
        if (!_saving.TryGetValue(context, out var rows))
        {
            return;
        }

        _saving.Remove(context);
        if (context.Database.CurrentTransaction is not { } transaction)
        {
            HandOver(rows);
        }
        else if (!_uncommitted.TryAdd(transaction, rows) && _uncommitted.TryGetValue(transaction, out var earlier))
        {
            earlier.AddRange(rows);
        }
    }

    private void HandOver(List<OutboxMessage> rows)
    {
        if (!handover.Offer(rows))
        {
            signal.Raise();
        }
    }

    /// <summary>Without looking for changes: saving does that anyway, and it is not cheap.</summary>
    private static List<OutboxMessage> NewRows(DbContext context)
    {
        var detect = context.ChangeTracker.AutoDetectChangesEnabled;
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var rows = context.ChangeTracker.Entries<OutboxMessage>();
            return [.. rows.Where(row => row.State == EntityState.Added).Select(row => row.Entity)];
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = detect;
        }
    }
}
