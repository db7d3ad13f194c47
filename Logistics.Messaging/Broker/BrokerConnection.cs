using RabbitMQ.Client;

namespace Logistics.Messaging.Broker;

/// <summary>
/// One connection to RabbitMQ, made when it is first needed and again when it is gone. The client's own recovery is off: it covers
/// neither the first connect nor a channel that the broker closes, and it revives channels whose delivery tags and confirms mean nothing
/// any more. Whoever holds a channel runs under the <see cref="Hosting.Supervisor"/> and starts anew from here.
/// </summary>
internal sealed class BrokerConnection(IConnectionFactory factory, string name) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IConnection? _connection;

    /// <summary>The broker takes nothing more for now: it is short of memory or disk.</summary>
    public bool IsBlocked { get; private set; }

    public async Task<IConnection> GetAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_connection is not { IsOpen: true })
            {
                await DropAsync();
                var connection = await factory.CreateConnectionAsync(name, cancellationToken);
                IsBlocked = false;
                connection.ConnectionBlockedAsync += (_, _) => SetBlocked(true);
                connection.ConnectionUnblockedAsync += (_, _) => SetBlocked(false);
                _connection = connection;
            }

            return _connection;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _gate.Dispose();
    }

    private Task SetBlocked(bool blocked)
    {
        IsBlocked = blocked;
        return Task.CompletedTask;
    }

    private async Task DropAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }
}
