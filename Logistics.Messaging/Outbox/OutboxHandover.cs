using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Logistics.Messaging.Outbox;

/// <summary>
/// The short way from a commit to the relay of the same process: rows go through memory, so the table is neither searched nor locked for
/// them. Safe since a row handed over here is leased (<see cref="OutboxMessage.AvailableAt"/>): until the lease ends, no search of any
/// replica finds it.
/// </summary>
internal sealed class OutboxHandover(IOptions<MessagingOptions> options, TimeProvider clock)
{
    private const int Capacity = 20_000;

    private readonly Channel<OutboxMessage?> _rows = Channel.CreateBounded<OutboxMessage?>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Whether the relay can publish. While it cannot, rows are for whoever finds them in the table.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Writes down, right before a row is saved, whose it will be.</summary>
    public void Stamp(OutboxMessage row)
    {
        row.CreatedAt = clock.GetUtcNow();
        row.AvailableAt = row.NotBefore ?? (IsOpen ? row.CreatedAt + options.Value.OutboxLease : row.CreatedAt);
    }

    /// <summary>Takes rows whose transaction has committed. False when some must be found in the table.</summary>
    public bool Offer(IReadOnlyList<OutboxMessage> rows)
    {
        var all = true;
        foreach (var row in rows.Where(row => row.NotBefore is null))
        {
            all &= row.AvailableAt > row.CreatedAt && _rows.Writer.TryWrite(row);
        }

        return all;
    }

    /// <summary>Makes the relay search the table.</summary>
    public void Wake() => _rows.Writer.TryWrite(null);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _rows.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>What is waiting, up to <paramref name="limit"/> rows, and whether to search the table too.</summary>
    public (List<OutboxMessage> Rows, bool Search) Take(int limit)
    {
        var rows = new List<OutboxMessage>();
        var search = false;
        var leaseNeeded = clock.GetUtcNow() + (options.Value.OutboxLease / 2); // less could run out while it is being published
        while (rows.Count < limit && _rows.Reader.TryRead(out var row))
        {
            if (row is null)
            {
                search = true;
            }
            else if (row.AvailableAt > leaseNeeded)
            {
                rows.Add(row);
            }
        }

        return (rows, search);
    }
}
