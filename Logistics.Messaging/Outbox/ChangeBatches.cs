using Logistics.Contracts.Events;
using Logistics.Messaging.Outbox;
using Npgsql;

namespace Logistics.Messaging;

/// <summary>Changes written in SQL, for the few places where Entity Framework's share of the time is too large.</summary>
public sealed class ChangeBatches
{
    private readonly OutboxHandover _handover;
    private readonly OutboxSignal _signal;

    internal ChangeBatches(OutboxHandover handover, OutboxSignal signal) => (_handover, _signal) = (handover, signal);

    /// <param name="connection">Open, without a transaction of its own.</param>
    public ChangeBatch On(NpgsqlConnection connection) => new(connection, _handover, _signal);
}

/// <summary>
/// Statements and the events that they bring about: one round trip and one transaction. What <see cref="OutboxExtensions.Publish"/> is to
/// <c>SaveChanges</c>.
/// </summary>
public sealed class ChangeBatch : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly List<OutboxMessage> _rows = [];
    private readonly OutboxHandover _handover;
    private readonly OutboxSignal _signal;

    internal ChangeBatch(NpgsqlConnection connection, OutboxHandover handover, OutboxSignal signal) =>
        (_batch, _handover, _signal) = (new NpgsqlBatch(connection), handover, signal);

    public void Add(NpgsqlBatchCommand statement) => _batch.BatchCommands.Add(statement);

    /// <inheritdoc cref="OutboxExtensions.Publish"/>
    public void Publish(IEvent @event) => _rows.Add(OutboxMessage.For(@event));

    /// <summary>All of it, or nothing.</summary>
    /// <exception cref="PostgresException">The database refused something.</exception>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (_rows.Count > 0)
        {
            _rows.ForEach(_handover.Stamp);
            _batch.BatchCommands.Add(OutboxInsert.Of(_rows));
        }

        await _batch.ExecuteNonQueryAsync(cancellationToken);
        if (!_handover.Offer(_rows))
        {
            _signal.Raise();
        }
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
