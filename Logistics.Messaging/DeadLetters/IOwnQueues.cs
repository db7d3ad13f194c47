using Microsoft.EntityFrameworkCore;

namespace Logistics.Messaging;

/// <summary>
/// Queues that are tables of the service's own instead of the broker's: what dies in them lies among the dead letters, and goes back by
/// this.
/// </summary>
public interface IOwnQueues<in TDbContext>
    where TDbContext : DbContext
{
    bool Owns(string queue);

    /// <summary>Puts back what the letter is about, inside the transaction that writes the decision down.</summary>
    /// <param name="notBefore">When it may be taken.</param>
    Task ReplayAsync(DeadLetter letter, DateTimeOffset notBefore, TDbContext db, CancellationToken cancellationToken);

    /// <summary>Gives it up for good; likewise.</summary>
    Task DiscardAsync(DeadLetter letter, TDbContext db, CancellationToken cancellationToken);

    Task<IReadOnlyList<QueueDepth>> DepthsAsync(TDbContext db, CancellationToken cancellationToken);
}

/// <param name="Ready">Wait to be handled.</param>
/// <param name="Retrying">Wait for another attempt.</param>
/// <param name="Obstacle">Why nothing is handled; <see langword="null"/>: it is.</param>
public sealed record QueueDepth(string Queue, long Ready, long Retrying, string? Obstacle);
