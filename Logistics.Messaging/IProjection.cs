using Logistics.Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Messaging;

/// <summary>
/// A handler whose tables tell by themselves which events they have: to apply one again changes nothing. It gets no inbox marks and no
/// transaction of ours, and can so do a batch in one round trip.
/// </summary>
/// <typeparam name="TDbContext">The database in which the effect is kept.</typeparam>
public interface IProjection<in TDbContext> : IEventHandler<TDbContext>
    where TDbContext : DbContext
{
    /// <summary>Applies events and commits: all of them, or none.</summary>
    /// <param name="events">What arrived: each once, but some perhaps handled before.</param>
    /// <param name="db">A fresh context.</param>
    /// <param name="cancellationToken">Cancelled when the service stops and its grace is over.</param>
    /// <returns>The ids of those that were new: <see cref="IEventHandler{TDbContext}.CommittedAsync"/> is told of them.</returns>
    /// <exception cref="RejectedEventException">As with <see cref="IEventHandler{TDbContext}.HandleAsync"/>.</exception>
    Task<HashSet<Guid>> ProjectAsync(IReadOnlyList<IEvent> events, TDbContext db, CancellationToken cancellationToken);

    Task IEventHandler<TDbContext>.HandleAsync(IReadOnlyList<IEvent> events, TDbContext db, CancellationToken cancellationToken) =>
        ProjectAsync(events, db, cancellationToken);
}
