using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Persistence;

internal static class Transactions
{
    /// <summary>
    /// Runs <paramref name="work"/>, saves and commits; all over again when the connection broke. So the work loads what it changes, and
    /// finds its own doing there when only the answer to the commit was lost.
    /// </summary>
    public static Task<T> InTransactionAsync<T>(this AccountsDbContext db, Func<Task<T>> work, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var result = await work();
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
        });
}
