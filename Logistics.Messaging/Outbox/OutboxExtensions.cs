using Logistics.Contracts.Events;
using Logistics.Messaging.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Messaging;

/// <summary>Telling the world, from inside a change.</summary>
public static class OutboxExtensions
{
    /// <summary>
    /// Publishes an event if, and only if, the change that it is part of commits: it becomes a row of the same <c>SaveChanges</c> and is
    /// sent right after the commit, at least once. The event must be complete: it is written down as it is now.
    /// </summary>
    /// <exception cref="InvalidOperationException">The event is not in the <see cref="EventCatalogue"/>.</exception>
    public static void Publish(this DbContext db, IEvent @event) => db.Set<OutboxMessage>().Add(OutboxMessage.For(@event));
}
