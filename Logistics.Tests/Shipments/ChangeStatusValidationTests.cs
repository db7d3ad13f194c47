using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Shipments.Features.ChangeStatus;
using Xunit;

namespace Logistics.Tests.Shipments;

public sealed class ChangeStatusValidationTests
{
    private static readonly Dictionary<string, Action<ChangeStatusRequest>> Faults = new()
    {
        ["status: none"] = request => request.Status = ShipmentStatus.Unspecified,
        ["status: unknown"] = request => request.Status = (ShipmentStatus)99,
        ["reasonCode"] = request => request.ReasonCode = (ReasonCode)99,
        ["location.name"] = request => request.Place.Name = "",
        ["location.city"] = request => request.Place.City = new string('a', 101),
        ["location.country"] = request => request.Place.Country = "Algeria",
        ["location.latitude: too far north"] = request => request.Place.Coordinates.Latitude = 90.1,
        ["location.latitude: no number"] = request => request.Place.Coordinates.Longitude = double.NaN,
        ["location.timeZone"] = request => request.Place.TimeZone = "Africa/Nowhere",
        ["note"] = request => request.Note = new string('a', 501),
        ["occurredAt: future"] = request => request.OccurredAt = Samples.Now.AddMinutes(6).ToTimestamp(),
        ["occurredAt: years ago"] = request => request.OccurredAt = Samples.Now.AddYears(-2).ToTimestamp(),
        ["occurredAt: no instant"] = request => request.OccurredAt = new Timestamp { Seconds = long.MaxValue },
        ["occurredAt: negative nanoseconds"] = request => request.OccurredAt.Nanos = -1,
        ["occurredAt: offset"] = request => request.OccurredAtOffsetMinutes = 15 * 60,
        ["occurredAt: offline and no time"] = request => (request.Source, request.OccurredAt) = (ReportSource.Offline, null),
        ["status: a scan finds no hold"] = request => (request.Source, request.Status) = (ReportSource.Partner, ShipmentStatus.OnHold),
        ["source"] = request => request.Source = (ReportSource)99,
        ["expectedVersion"] = request => request.ExpectedVersion = -1,
        ["idempotencyKey"] = request => request.IdempotencyKey = "a\nb",
    };

    public static TheoryData<string> FaultyFields() => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultyFields))]
    public void A_fault_is_told_by_its_field(string fault)
    {
        var request = Request();
        Faults[fault](request);

        var error = ChangeStatusValidation.Validate(request, Guid.Empty, Samples.Now).Error;

        Assert.Equal([fault.Split(':')[0]], error?.Fields.Select(field => field.Field));
    }

    [Fact]
    public void What_the_door_has_no_word_for_is_told_with_all_else()
    {
        var body = new Logistics.Gateway.Features.ChangeStatus.ChangeStatusRequest
        {
            Location = new() { Latitude = 36.7 },
            Note = new string('a', 501),
        };
        Assert.True(body.ToProto("PKG7K3M9QX2VHDTG", expectedVersion: 0, idempotencyKey: "").IsSuccess(out var request, out _));

        var told = ChangeStatusValidation.Validate(request, Guid.Empty, Samples.Now).Error?.Fields.Select(fault => fault.Field);

        Assert.Equal(
            ["location.city", "location.country", "location.latitude", "location.name", "note", "status"],
            told?.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_clock_that_is_a_little_ahead_is_no_fault()
    {
        var request = Request();
        request.OccurredAt = Samples.Now.AddMinutes(4).ToTimestamp();

        Assert.True(ChangeStatusValidation.Validate(request, Guid.Empty, Samples.Now).IsSuccess(out var report, out _));

        Assert.True(report.OccurredAt?.EqualsExact(Samples.Now.AddMinutes(4).ToOffset(TimeSpan.FromHours(1))));
    }

    [Fact]
    public void Status_alone_is_enough()
    {
        var request = new ChangeStatusRequest { Status = ShipmentStatus.PickedUp };

        Assert.True(ChangeStatusValidation.Validate(request, Guid.Empty, Samples.Now).IsSuccess(out var report, out _));

        Assert.Equal((null, null, null, null), (report.Place, report.Note, report.OccurredAt, report.Request));
    }

    private static ChangeStatusRequest Request() => new()
    {
        Status = ShipmentStatus.PickedUp,
        Place = new Place
        {
            Name = "Algiers Sorting Center",
            City = "Algiers",
            Country = "DZ",
            Coordinates = new Coordinates { Latitude = 36.7, Longitude = 3.1 },
        },
        OccurredAt = Samples.Now.AddMinutes(-1).ToTimestamp(),
        OccurredAtOffsetMinutes = 60,
    };
}
