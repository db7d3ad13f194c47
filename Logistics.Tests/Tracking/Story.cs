using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Tests.Tracking;

/// <summary>What happened to one parcel, and how its events arrive: in any order, some of them again.</summary>
internal sealed record Story(IReadOnlyList<ShipmentStatusChanged> Events, IReadOnlyList<int> Arrivals)
{
    public static readonly DateTimeOffset Start = new(2026, 4, 6, 12, 0, 0, TimeSpan.FromHours(1));

    /// <summary>Clocks differ, so that later events may say that they were earlier.</summary>
    public static Gen<Story> Any { get; } =
        from steps in Gen.Elements(ShipmentEventNames.Statuses.AsEnumerable()).NonEmptyListOf()
        from minutes in Gen.Choose(-100, 100).ListOf(steps.Count)
        from again in Gen.Choose(0, steps.Count - 1).ListOf()
        from arrivals in Gen.Shuffle(Enumerable.Range(0, steps.Count).Concat(again))
        select new Story(Tell(steps, [.. minutes]), arrivals);

    public IEnumerable<ShipmentStatusChanged> AsTheyArrive => Arrivals.Select(index => Events[index]);

    public override string ToString() =>
        $"{string.Join(' ', Events.Select(@event => $"{@event.Sequence}:{@event.Status}"))} arriving {string.Join(' ', Arrivals)}";

    public static IReadOnlyList<ShipmentStatusChanged> Tell(params IReadOnlyList<ShipmentStatus> steps) =>
        Tell(steps, [.. steps.Select((_, index) => index)]);

    private static List<ShipmentStatusChanged> Tell(IReadOnlyList<ShipmentStatus> steps, List<int> minutes)
    {
        var number = TrackingNumber.FromRandom(RandomNumberGenerator.GetBytes(TrackingNumber.BodyLength)).ToString();
        return [.. steps.Select((status, index) => Event(number, index + 1, status, Start.AddMinutes(minutes[index])))];
    }

    private static ShipmentStatusChanged Event(string number, int sequence, ShipmentStatus status, DateTimeOffset occurredAt) => new()
    {
        EventId = Guid.CreateVersion7(),
        ShipmentId = Guid.CreateVersion7(),
        TrackingNumber = number,
        Sequence = sequence,
        PreviousStatus = status,
        Status = status,
        Place = new EventPlace { Name = "Algiers Sorting Center", City = "Algiers", Country = "DZ", Latitude = 36.7, Longitude = 3.1 },
        OccurredAt = occurredAt,
        RecordedAt = Start.ToUniversalTime(),
        Source = "api",
        OwnerId = Guid.CreateVersion7(),
        ServiceLevel = ServiceLevel.Express,
        Sender = new EventParty { Name = "Amina Benali", Email = "amina@example.com", City = "Algiers", Country = "DZ" },
        Recipient = new EventParty { Name = "Jules Martin", Email = "jules@example.com", City = $"Lyon {sequence}", Country = "FR" },
        PromisedAt = Start.AddDays(1).ToUniversalTime(),
    };
}
