using System.Diagnostics.CodeAnalysis;
using Logistics.Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Messaging;

/// <summary>
/// What a service does about events. Each event takes effect once: the effect and the mark that it happened commit together, so a
/// redelivery finds the mark. Events of one subject may come in any order; where order matters, go by their sequence.
/// </summary>
/// <typeparam name="TDbContext">The database in which the effect is kept.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "An event in the domain's sense; no .NET event is near.")]
public interface IEventHandler<in TDbContext>
    where TDbContext : DbContext
{
    /// <summary>
    /// Applies events to <paramref name="db"/>, inside the transaction that also marks them as handled. Saving and committing is done by
    /// the caller; nothing may leave the process from here but through the outbox (<see cref="OutboxExtensions.Publish"/>).
    /// </summary>
    /// <param name="events">What arrived and was not handled before: one or up to a few hundred, each once.</param>
    /// <param name="db">A fresh context in an open transaction.</param>
    /// <param name="cancellationToken">Cancelled when the service stops and its grace is over.</param>
    /// <exception cref="RejectedEventException">Trying again is pointless: to the dead letters at once.</exception>
    /// <exception cref="DependencyAwayException">Something that is needed is away: wait for it; counts as no attempt.</exception>
    /// <remarks>
    /// Any other exception is retried later (<see cref="MessagingOptions.RetryDelays"/>), then becomes a dead letter. When a batch fails,
    /// its events are handed over again one by one, so that one bad event holds up no other.
    /// </remarks>
    Task HandleAsync(IReadOnlyList<IEvent> events, TDbContext db, CancellationToken cancellationToken);

    /// <summary>
    /// After the commit, before the broker is told: the place to wake watchers. At most once: a failure is logged and brings nothing back.
    /// </summary>
    Task CommittedAsync(IReadOnlyList<IEvent> events, CancellationToken cancellationToken) => Task.CompletedTask;
}
