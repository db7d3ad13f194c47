using Logistics.Notifications.Rules;
using Logistics.Notifications.Templates;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>One message of a request.</summary>
internal sealed record RequestCandidate : Candidate
{
    public required Guid Id { get; init; }

    /// <summary>One for each recipient: none is told the same thing twice by a channel.</summary>
    public required Guid CauseId { get; init; }

    public required string RequestId { get; init; }

    /// <summary>Where in the request.</summary>
    public required int RecipientIndex { get; init; }

    /// <summary>The account, where that is how the recipient was named.</summary>
    public Guid? UserId { get; init; }

    /// <summary>For those who have not said theirs; that of the words, where there are some.</summary>
    public required string Locale { get; init; }

    /// <summary>What was made of the template when the message was accepted: a message keeps its words.</summary>
    public RenderedText? Words { get; init; }

    public required Dictionary<string, string> Variables { get; init; }

    public string? TraceParent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
