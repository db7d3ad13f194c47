using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tests.Infrastructure;
using Logistics.Tracking;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.GetTimeline;
using Logistics.Tracking.Features.KeepAliases;
using Logistics.Tracking.Features.ListLocations;
using Logistics.Tracking.Features.ProjectTimeline;
using Logistics.Tracking.Persistence;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Tracking;

/// <summary>A parcel asked for by a partner's number.</summary>
public sealed class AliasTests(SystemFixture fixture) : IAsyncLifetime
{
    private const string S10 = "RB123456785GB";
    private const string Sscc = "000123450000000027";

    private FreshDatabase<TrackingDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<TrackingDbContext>.CreateAsync(fixture, "trackingdb");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_parcel_is_found_by_its_partners_numbers_as_they_are_now()
    {
        var number = await HappenAsync();
        await TellAsync(Update(number, 3, S10, Sscc));

        Assert.Equal(number, await FindAsync(S10));
        Assert.Equal(number, await FindAsync("rb 123 456 785 gb"));
        Assert.Equal(number, await FindAsync("(00)" + Sscc));

        await TellAsync(Update(number, 4, Sscc), Update(number, 2, S10));
        Assert.Null(await FindAsync(S10));
        Assert.Equal(number, await FindAsync(Sscc));
    }

    [Fact]
    public async Task So_is_its_way()
    {
        await TellAsync(Update(await HappenAsync(), 2, S10));
        await using var db = _database.Open();

        var way = await new ListLocationsHandler(db).HandleAsync(
            new ListLocationsRequest { TrackingNumber = S10 }, new Caller(Guid.CreateVersion7(), [Roles.Support]), Cancellation);

        Assert.True(way.IsSuccess(out _, out var error), error?.ToString());
    }

    [Fact]
    public async Task A_number_that_was_given_out_again_is_the_newer_parcels()
    {
        var (older, newer) = (await HappenAsync(), await HappenAsync());
        await TellAsync(Update(newer, 2, S10) with { RecordedAt = Story.Start.AddDays(400) });
        await TellAsync(Update(older, 2, S10));

        Assert.Equal(newer, await FindAsync(S10));
    }

    [Theory]
    [InlineData("RB123456786GB")]
    [InlineData("RB123456785GB")]
    public async Task A_number_that_nobody_has_is_not_found(string alias) => Assert.Null(await FindAsync(alias));

    private async Task<string> HappenAsync()
    {
        var events = Story.Tell(ShipmentStatus.Created);
        await using var db = _database.Open();
        await TimelineWriter.WriteAsync(db, [.. events], Cancellation);
        return events[0].TrackingNumber;
    }

    private async Task TellAsync(params ShipmentUpdated[] updates)
    {
        await using var db = _database.Open();
        await new AliasProjector().ProjectAsync(updates, db, Cancellation);
    }

    private async Task<string?> FindAsync(string asked)
    {
        await using var db = _database.Open();
        var answer = await new GetTimelineHandler(db, Options.Create(new TrackingOptions()), TimeProvider.System)
            .HandleAsync(new GetTimelineRequest { TrackingNumber = asked }, Cancellation);
        Assert.True(answer.IsSuccess(out var timeline, out var error) || error == TrackingErrors.NotFound);
        return timeline?.TrackingNumber;
    }

    private static ShipmentUpdated Update(string number, int sequence, params string[] aliases) => new()
    {
        EventId = Guid.CreateVersion7(),
        ShipmentId = Guid.CreateVersion7(),
        TrackingNumber = number,
        Sequence = sequence,
        Status = ShipmentStatus.Created,
        OccurredAt = Story.Start,
        RecordedAt = Story.Start,
        Source = "api",
        OwnerId = Guid.CreateVersion7(),
        ServiceLevel = ServiceLevel.Express,
        Sender = new EventParty { Name = "Amina Benali", City = "Algiers", Country = "DZ" },
        Recipient = new EventParty { Name = "Jules Martin", City = "Lyon", Country = "FR" },
        Aliases = aliases,
    };
}
