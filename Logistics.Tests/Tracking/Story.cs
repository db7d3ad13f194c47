using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Tests.Tracking;

/// <summary>
/// What happened to one parcel (steps, late scans, updates, corrections), and how its events arrive: in any order, some of them again.
/// </summary>
internal sealed record Story(IReadOnlyList<ShipmentEvent> Events, IReadOnlyList<int> Arrivals)
{
    public static readonly DateTimeOffset Start = new(2026, 4, 6, 12, 0, 0, TimeSpan.FromHours(1));

    /// <summary>Clocks differ, so that later events may say that they were earlier.</summary>
    public static Gen<Story> Any { get; } =
        from steps in Gen.Elements(ShipmentEventNames.Statuses.AsEnumerable()).NonEmptyListOf()
        from minutes in Gen.Choose(-100, 100).ListOf(steps.Count)
        from kinds in Gen.Choose(0, 9).ListOf(steps.Count)
        from again in Gen.Choose(0, steps.Count - 1).ListOf()
        from arrivals in Gen.Shuffle(Enumerable.Range(0, steps.Count).Concat(again))
        select new Story([.. Tell(steps, [.. minutes]).Select((step, index) => AsKind(kinds[index], step))], arrivals);

    public IEnumerable<ShipmentEvent> AsTheyArrive => Arrivals.Select(index => Events[index]);

    public override string ToString() =>
        $"{string.Join(' ', Events.Select(@event => $"{@event.Sequence}:{@event.EventName}"))} arriving {string.Join(' ', Arrivals)}";

    public static IReadOnlyList<ShipmentStatusChanged> Tell(params IReadOnlyList<ShipmentStatus> steps) =>
        Tell(steps, [.. steps.Select((_, index) => index)]);

    /// <summary>The support's verdict that another event was a mistake.</summary>
    public static ShipmentCorrected Correct(ShipmentEvent mistake, int sequence, ShipmentStatus stands) => new()
    {
        EventId = Guid.CreateVersion7(),
        ShipmentId = mistake.ShipmentId,
        TrackingNumber = mistake.TrackingNumber,
        Sequence = sequence,
        PreviousStatus = mistake.Status,
        Status = stands,
        CorrectedEventId = mistake.EventId,
        CorrectedSequence = mistake.Sequence,
        OccurredAt = Start.AddHours(sequence),
        RecordedAt = Start.AddHours(sequence).ToUniversalTime(),
        Source = "api",
        OwnerId = mistake.OwnerId,
        ServiceLevel = mistake.ServiceLevel,
        Sender = mistake.Sender,
        Recipient = mistake.Recipient,
    };

    /// <summary>The owner's change of what is known of the shipment.</summary>
    public static ShipmentUpdated Update(ShipmentEvent before, int sequence) => new()
    {
        EventId = Guid.CreateVersion7(),
        ShipmentId = before.ShipmentId,
        TrackingNumber = before.TrackingNumber,
        Sequence = sequence,
        Status = before.Status,
        OccurredAt = before.OccurredAt,
        RecordedAt = before.RecordedAt,
        Source = "api",
        OwnerId = before.OwnerId,
        ServiceLevel = before.ServiceLevel,
        Sender = before.Sender,
        Recipient = before.Recipient,
    };

    private static ShipmentEvent AsKind(int kind, ShipmentStatusChanged step) => kind switch
    {
        0 or 1 => step with { Late = true, PreviousStatus = ShipmentStatus.Delivered, Source = "offline" },
        2 => Correct(step, step.Sequence, step.Status) with { CorrectedSequence = Math.Max(1, step.Sequence - 1) },
        3 => Update(step, step.Sequence),
        _ => step,
    };

    private static List<ShipmentStatusChanged> Tell(IReadOnlyList<ShipmentStatus> steps, List<int> minutes)
    {
        var number = TrackingNumber.FromRandom(RandomNumberGenerator.GetBytes(TrackingNumber.BodyLength)).ToString();
        var owner = Guid.CreateVersion7();
        return [.. steps.Select((status, index) => Event(number, owner, index + 1, status, Start.AddMinutes(minutes[index])))];
    }

    private static ShipmentStatusChanged Event(string number, Guid owner, int sequence, ShipmentStatus status, DateTimeOffset occurredAt) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            ShipmentId = owner,
            TrackingNumber = number,
            Sequence = sequence,
            PreviousStatus = status,
            Status = status,
            Place = new EventPlace { Name = "Algiers Sorting Center", City = "Algiers", Country = "DZ", Latitude = 36.7, Longitude = 3.1 },
            OccurredAt = occurredAt,
            RecordedAt = Start.ToUniversalTime(),
            Source = "api",
            OwnerId = owner,
            ServiceLevel = ServiceLevel.Express,
            Sender = new EventParty { Name = "Amina Benali", Email = "amina@example.com", City = "Algiers", Country = "DZ" },
            Recipient = new EventParty { Name = "Jules Martin", Email = "jules@example.com", City = $"Lyon {sequence}", Country = "FR" },
            PromisedAt = Start.AddDays(1).ToUniversalTime(),
        };
}
