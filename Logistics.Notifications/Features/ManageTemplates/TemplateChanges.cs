using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.ManageTemplates;

internal static class TemplateChanges
{
    /// <summary>
    /// Runs <paramref name="work"/>, saves and commits, after whoever else changes templates: versions are numbered without gaps, and the
    /// changes' ids tell what came last. When the connection broke all of it runs again.
    /// </summary>
    public static Task<T> OneAtATimeAsync<T>(this NotificationsDbContext db, Func<Task<T>> work, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(20260408)", cancellationToken);
            var result = await work();
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
        });

    public static void Record(this NotificationsDbContext db, TemplateVersion version, string action, Caller caller, DateTimeOffset at) =>
        db.TemplateChanges.Add(
            new TemplateChange { Key = version.Key, Version = version.Version, Action = action, ActorId = caller.UserId, At = at });
}
