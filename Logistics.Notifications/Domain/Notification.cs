using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Domain;

/// <summary>
/// One thing told, or not told, to one person through one channel. There is one for each event, role and channel: a constraint sees to it.
/// </summary>
internal sealed class Notification
{
    public required Guid Id { get; init; }

    /// <summary>The event that it tells of.</summary>
    public required Guid CauseId { get; init; }

    public required RecipientRole Role { get; init; }

    public required Channel Channel { get; init; }

    public required Priority Priority { get; init; }

    public required Category Category { get; init; }

    /// <summary>The shipment that it is about; none where it is about an account.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>
    /// The account that the shipment belongs to, or that asked for it, and which may see what was told to whom; or the account that it is
    /// about.
    /// </summary>
    public required Guid OwnerId { get; init; }

    /// <summary>The addressee's account, where there is one.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Where to, on channels that have addresses. Unknown as long as we wait for the account's contact.</summary>
    public string? Address { get; init; }

    /// <summary>The language that it is in, as BCP 47 has it.</summary>
    public required string Locale { get; init; }

    public required string Template { get; init; }

    /// <summary>What the template was filled with. The secrets of account mails go when they went.</summary>
    public required Dictionary<string, string> Variables { get; init; }

    public required string Title { get; init; }

    public required string Body { get; init; }

    /// <summary>
    /// What its template says besides: a mail's HTML, a push message's picture, … (<see cref="Templates.TemplateParts"/>).
    /// </summary>
    public Dictionary<string, string>? Parts { get; init; }

    public required NotificationState State { get; init; }

    /// <summary>Why it is in that state, as a stable code (<see cref="Reasons"/>).</summary>
    public string? Reason { get; init; }

    /// <summary>What decided that; none of those from before it was kept.</summary>
    public Rule? Rule { get; init; }

    /// <summary>What the rule went by.</summary>
    public Dictionary<string, string>? RuleData { get; init; }

    /// <summary>The notification that tells it together with others: while it is deferred, the one that will.</summary>
    public Guid? ToldBy { get; init; }

    /// <summary>
    /// The shipment's version that it tells of, where it is about one: what has a higher one came after it, however it arrived.
    /// </summary>
    public int? Sequence { get; init; }

    /// <summary>Times that a provider was asked and answered for good or ill.</summary>
    public int Attempts { get; init; }

    /// <summary>Counts claims. What a worker reports holds only if it is still the last one that claimed.</summary>
    public int Fence { get; init; }

    /// <summary>When a worker may take it; while one has it, when its lease ends. None: it is at rest.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>After that it is not sent any more.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the link carries by which a reader of the mail unsubscribes from its kind; none where that cannot be.</summary>
    public Guid? UnsubscribeToken { get; init; }

    /// <summary>The provider that was asked last.</summary>
    public string? Provider { get; init; }

    /// <summary>Of several devices those that have it: another attempt is for the others.</summary>
    public Guid[]? ReachedDevices { get; init; }

    /// <summary>What its owner calls the request that asked for it; none where no one did.</summary>
    public string? RequestId { get; init; }

    /// <summary>Which of the request's recipients it is for.</summary>
    public int? RecipientIndex { get; init; }

    /// <summary>When the person read it, in the app.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>W3C trace context of what caused it.</summary>
    public string? TraceParent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
