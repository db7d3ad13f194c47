using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.ListShipments;

/// <summary>
/// A page of shipments, newest first. What is created meanwhile moves no page: a page begins after the last id of the one before.
/// </summary>
internal sealed class ListShipmentsHandler(ShipmentsDbContext db)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    private static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<Result<ShipmentPage>> HandleAsync(ListShipmentsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!Query(request, caller).IsSuccess(out var shipments, out var error))
        {
            return error;
        }

        var limit = Limit(request);
        var found = await shipments.ToListAsync(cancellationToken);
        return new ShipmentPage(found.Take(limit).ToList(), found.Count > limit ? PageCursor.After(found[limit - 1].Id) : string.Empty);
    }

    /// <summary>The page's shipments and one more, or all that is wrong with the request.</summary>
    internal Result<IQueryable<Shipment>> Query(ListShipmentsRequest request, Caller caller)
    {
        var faults = new FieldFaults();
        faults.Within("limit", request.Limit, 0, MaxLimit);
        var statuses = request.Statuses.Select(status => faults.Known("status", status)).OfType<ShipmentStatus>().ToArray();
        var service = faults.Known("serviceLevel", request.ServiceLevel);
        var words = ShipmentWords.Read(faults, request);
        if (!PageCursor.TryRead(request.Cursor, out var after))
        {
            faults.Add("cursor", "Is the nextCursor of an earlier answer.");
        }

        return faults.Unless(() =>
        {
            var shipments = words.Search(db).AsNoTracking().VisibleTo(caller);
            shipments = request.Own ? shipments.Where(shipment => shipment.OwnerId == caller.UserId) : shipments;
            shipments = RareStatuses.Filter(shipments, statuses, db);
            shipments = service is not null ? shipments.Where(shipment => shipment.ServiceLevel == service) : shipments;
            shipments = Created(shipments, Told(request.CreatedFrom), Told(request.CreatedBefore));
            shipments = after is { } last ? shipments.Where(shipment => shipment.Id < last) : shipments;
            return shipments.OrderByDescending(shipment => shipment.Id).Take(Limit(request) + 1);
        });
    }

    /// <summary>
    /// By the id, which has the time of creation to the millisecond in it and the index that pages are read by; then by the time itself.
    /// </summary>
    private static IQueryable<Shipment> Created(IQueryable<Shipment> shipments, DateTimeOffset? from, DateTimeOffset? before)
    {
        if (from is { } start)
        {
            var first = ShipmentId.FirstAt(start);
            shipments = shipments.Where(shipment => shipment.Id > first && shipment.CreatedAt >= start);
        }

        if (before is { } end)
        {
            var first = ShipmentId.FirstAt(end.AddMilliseconds(1));
            shipments = shipments.Where(shipment => shipment.Id < first && shipment.CreatedAt < end);
        }

        return shipments;
    }

    /// <summary>As a time that ids can be of.</summary>
    private static DateTimeOffset? Told(Timestamp? time) => time?.ToDateTimeOffset() is not { } at ? null
        : at < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch
        : at > Latest ? Latest
        : at;

    private static int Limit(ListShipmentsRequest request) => request.Limit == 0 ? DefaultLimit : request.Limit;
}
