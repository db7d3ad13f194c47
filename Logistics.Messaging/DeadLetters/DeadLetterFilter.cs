using System.Globalization;

namespace Logistics.Messaging;

/// <summary>Which dead letters to list; what is left out does not matter.</summary>
public sealed record DeadLetterFilter
{
    public DeadLetterState? State { get; init; } = DeadLetterState.Open;

    /// <summary><c>tracking.timeline</c></summary>
    public string? Queue { get; init; }

    /// <summary><c>shipment.created</c></summary>
    public string? EventName { get; init; }

    /// <summary>One of <see cref="DeadLetterReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>A tracking number or whatever else the events are about.</summary>
    public string? Subject { get; init; }
}

/// <summary>Some dead letters, the latest first.</summary>
/// <param name="Items">The letters.</param>
/// <param name="NextCursor">Where the next page begins; <see langword="null"/> on the last.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Items, string? NextCursor)
{
    /// <summary>Where a page begins that goes on after a letter. The same for all services: their lists can be merged.</summary>
    public static string CursorAfter(DeadLetter last) => string.Create(CultureInfo.InvariantCulture, $"{last.DiedAt.UtcTicks}-{last.Id:N}");
}
