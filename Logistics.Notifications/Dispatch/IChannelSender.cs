using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Dispatch;

/// <summary>
/// One provider's way out of one channel. A channel without any is not configured; of several, the later ones stand in for those before
/// them.
/// </summary>
internal interface IChannelSender
{
    Channel Channel { get; }

    /// <summary>The provider, as histories and logs name it: <c>smtp</c>.</summary>
    string Name { get; }

    /// <summary>
    /// How many it takes at once. All that are claimed are started, so that no more of them can become uncertain in a crash.
    /// </summary>
    int BatchSize { get; }

    /// <summary>How long a worker may have a batch; longer than <see cref="SendAsync"/> ever takes.</summary>
    TimeSpan Lease { get; }

    /// <summary>
    /// Sends each and says what became of it, in the same order. Throws nothing that a provider or its absence can cause.
    /// </summary>
    /// <param name="batch">All with an address, where the channel has addresses.</param>
    /// <param name="cancellationToken">Cancelled when the lease runs out or the service must end.</param>
    Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken);
}
