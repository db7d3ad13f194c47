using System.Data.Common;
using System.Runtime.ExceptionServices;
using Logistics.Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Logistics.Messaging.Consumers;

/// <summary>Applies events: the inbox marks and the handler's effect in one transaction, or a projection's own statement.</summary>
internal sealed partial class EventApplier<TDbContext>(
    IServiceScopeFactory scopes, TimeProvider clock, ILogger<EventApplier<TDbContext>> logger)
    where TDbContext : DbContext
{
    /// <summary>Returns those that were new; the others had their effect before.</summary>
    /// <exception cref="DependencyAwayException">The database does not answer.</exception>
    public async Task<IReadOnlyList<IEvent>> ApplyAsync(
        Subscription<TDbContext> subscription, IReadOnlyList<IEvent> events, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDbContext>();
        var handler = (IEventHandler<TDbContext>)scope.ServiceProvider.GetRequiredService(subscription.HandlerType);
        var fresh = handler is IProjection<TDbContext> projection
            ? await ProjectAsync(projection, events, db, cancellationToken)
            : await ApplyOnceAsync(subscription.Queue, handler, events, db, cancellationToken);
        if (fresh.Count > 0)
        {
            await TellCommittedAsync(handler, fresh, cancellationToken);
        }

        return fresh;
    }

    private static async Task<List<IEvent>> ProjectAsync(
        IProjection<TDbContext> projection, IReadOnlyList<IEvent> events, TDbContext db, CancellationToken cancellationToken)
    {
        var unknown = await projection.ProjectAsync([.. events.DistinctBy(@event => @event.EventId)], db, cancellationToken);
        return [.. events.Where(@event => unknown.Remove(@event.EventId))];
    }

    private async Task<List<IEvent>> ApplyOnceAsync(
        string queue, IEventHandler<TDbContext> handler, IReadOnlyList<IEvent> events, TDbContext db, CancellationToken cancellationToken)
    {
        db.Database.AutoSavepointsEnabled = false; // two round trips less: what fails here is rolled back as a whole

        // A context that retries by itself insists on running the transaction. It is shown no failure: when to try again is decided above.
        List<IEvent> fresh = [];
        var failure = await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            try
            {
                fresh = await ApplyInTransactionAsync(queue, handler, events, db, cancellationToken);
                return null;
            }
#pragma warning disable CA1031 // thrown again below
            catch (Exception exception)
#pragma warning restore CA1031
            {
                return ExceptionDispatchInfo.Capture(exception);
            }
        });
        failure?.Throw();
        return fresh;
    }

    private async Task<List<IEvent>> ApplyInTransactionAsync(
        string queue, IEventHandler<TDbContext> handler, IReadOnlyList<IEvent> events, TDbContext db, CancellationToken cancellationToken)
    {
        var unmarked = await BeginAsync(queue, events, db, cancellationToken);
        List<IEvent> fresh = [.. events.Where(@event => unmarked.Remove(@event.EventId))];
        if (fresh.Count > 0)
        {
            await handler.HandleAsync(fresh, db, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        await db.Database.CommitTransactionAsync(cancellationToken);
        return fresh;
    }

    /// <summary>Begins the transaction (which the context ends, at the latest when it is disposed) and marks the events in it.</summary>
    private async Task<HashSet<Guid>> BeginAsync(
        string queue, IReadOnlyList<IEvent> events, TDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.Database.BeginTransactionAsync(cancellationToken);
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            return await Inbox.MarkAsync(
                connection, queue, [.. events.Select(@event => @event.EventId)], clock.GetUtcNow(), cancellationToken);
        }
        catch (DbException exception)
        {
            throw new DependencyAwayException("The database", exception);
        }
    }

    private async Task TellCommittedAsync(IEventHandler<TDbContext> handler, List<IEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await handler.CommittedAsync(events, cancellationToken);
        }
#pragma warning disable CA1031 // the effect is committed: nothing that fails here may bring the events back
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotTold(handler.GetType().Name, exception);
        }
    }

    [LoggerMessage(EventId = 9020, Level = LogLevel.Warning, Message = "{Handler} failed after its commit; what it did there is lost.")]
    private partial void LogNotTold(string handler, Exception exception);
}
