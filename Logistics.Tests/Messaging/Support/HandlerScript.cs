using System.Collections.Concurrent;
using Logistics.Contracts.Events;
using Logistics.Messaging;

namespace Logistics.Tests.Messaging.Support;

/// <summary>What the handler of a test does, beside writing down the effect, and what it saw.</summary>
internal sealed class HandlerScript
{
    /// <summary>Called with each batch, inside the transaction.</summary>
    public Func<IReadOnlyList<IEvent>, Task> OnHandle { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after the commit, before the acknowledgement.</summary>
    public Func<IReadOnlyList<IEvent>, Task> OnCommitted { get; set; } = _ => Task.CompletedTask;

    /// <summary>Every time that an event was handed to the handler, whatever came of it.</summary>
    public ConcurrentQueue<Guid> Handled { get; } = new();

    public int TimesHandled(Guid eventId) => Handled.Count(id => id == eventId);
}

internal sealed class ScriptedHandler(HandlerScript script) : IEventHandler<TestDbContext>
{
    public async Task HandleAsync(IReadOnlyList<IEvent> events, TestDbContext db, CancellationToken cancellationToken)
    {
        foreach (var @event in events)
        {
            script.Handled.Enqueue(@event.EventId);
            db.Effects.Add(new Effect { EventId = @event.EventId });
        }

        await script.OnHandle(events);
    }

    public Task CommittedAsync(IReadOnlyList<IEvent> events, CancellationToken cancellationToken) => script.OnCommitted(events);
}
