using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Messaging;

/// <summary>How messaging behaves; section <c>Messaging</c> of the configuration. Checked when the service starts.</summary>
public sealed class MessagingOptions
{
    private static readonly TimeSpan[] DefaultRetryDelays =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    /// <summary>Events handled in one transaction at most. More is faster and makes a failure repeat more work. Default 256.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 256;

    /// <summary>
    /// Unacknowledged messages that the broker hands to one consumer. At least <see cref="BatchSize"/> keeps batches full. Default 512.
    /// </summary>
    [Range(1, 10_000)]
    public ushort Prefetch { get; set; } = 512;

    /// <summary>
    /// How long a failed event waits before each further attempt; after the last it becomes a dead letter. Each delay is a queue of its
    /// own. Empty, the default: 5 s, 30 s, 2 min, 10 min, 1 h.
    /// </summary>
    [MaxLength(10)]
    public IReadOnlyList<TimeSpan> RetryDelays { get; set; } = [];

    /// <summary>
    /// Times that the broker may deliver a message again after its consumer vanished without a word, before it becomes a dead letter: the
    /// net for an event that kills the process. Default 20, which RabbitMQ 4 has by itself and RabbitMQ 3 has not.
    /// </summary>
    [Range(1, 1000)]
    public int DeliveryLimit { get; set; } = 20;

    /// <summary>Events published and not yet confirmed, at most. Default 512.</summary>
    [Range(1, 10_000)]
    public int PublishWindow { get; set; } = 512;

    /// <summary>
    /// How long the broker may take to confirm what was published, before it is published again. Long, since a broker that has just come
    /// back is slow, and publishing twice makes it no faster. Default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long an event just committed belongs to the process that committed it; after that any replica publishes it. It is the longest
    /// that a crash right after a commit delays an event. Default 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:10:00")]
    public TimeSpan OutboxLease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the outbox is searched for events that nobody was woken for. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan OutboxPollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Times that the broker may refuse an event before it is parked. A broker that is away refuses nothing. Default 10.</summary>
    [Range(1, 100)]
    public int PublishAttempts { get; set; } = 10;

    /// <summary>
    /// How long the marks of handled events are kept, and with them the protection against late duplicates. Default 14 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan InboxRetention { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long a stopping service may take to finish what it has in hand. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The exchange that all events go through. One for the whole system; a test has its own.</summary>
    internal string Exchange { get; set; } = "logistics.events";

    /// <summary>
    /// The delays in force. (A list that has defaults is added to, not replaced, by configuration; hence the empty default above.)
    /// </summary>
    internal IReadOnlyList<TimeSpan> RetryTiers => RetryDelays.Count == 0 ? DefaultRetryDelays : RetryDelays;
}

[OptionsValidator]
internal sealed partial class MessagingOptionsValidator : IValidateOptions<MessagingOptions>;
