using Logistics.Contracts;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.SetAliases;

/// <summary>Replaces the partners' numbers of a shipment.</summary>
internal sealed class SetAliasesHandler(ShipmentsDbContext db, ShipmentChanges changes)
{
    private const int MaxAliases = 10;

    public async Task<Result<SetAliasesResponse>> HandleAsync(SetAliasesRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        faults.Within("numbers", request.Aliases.Count, 0, MaxAliases);
        var wanted = request.Aliases.Select((text, index) => Read(faults, $"numbers[{index}]", text)).OfType<PartnerNumber>().Distinct()
            .ToList();
        if (faults.Unless(() => true).Error is { } error)
        {
            return error;
        }

        try
        {
            var changed = await SetAsync(request.TrackingNumber, wanted, caller, cancellationToken);
            return changed.Then(shipment => (Result<SetAliasesResponse>)new SetAliasesResponse
            {
                Aliases = { wanted.Select(alias => alias.ToString()) },
                Shipment = shipment.ToProto(),
            });
        }
        catch (DbUpdateException exception) when (exception.ViolatesUnique(UniqueIndex.Alias))
        {
            return ShipmentErrors.AliasTaken;
        }
    }

    private Task<Result<Shipment>> SetAsync(
        string number, List<PartnerNumber> wanted, Caller caller, CancellationToken cancellationToken) => changes.ApplyAsync(
        number, expectedVersion: 0, request: null, caller,
        async (shipment, now, token) =>
        {
            if (!caller.MayDecideOn(shipment))
            {
                return ShipmentErrors.OwnersAndDeskOnly;
            }

            var there = await db.ShipmentAliases.Where(alias => alias.ShipmentId == shipment.Id).ToListAsync(token);
            db.RemoveRange(there.Where(alias => !wanted.Contains(alias.Alias)));
            db.AddRange(wanted.Except(there.Select(alias => alias.Alias)).Select(alias =>
                new ShipmentAlias { Alias = alias, ShipmentId = shipment.Id }));
            return shipment.SetAliases(wanted, caller.UserId, now);
        },
        cancellationToken);

    private static PartnerNumber? Read(FieldFaults faults, string field, string text)
    {
        if (PartnerNumber.TryParse(text, out var number))
        {
            return number;
        }

        faults.Add(field, "Is a UPU S10 number (RB123456785GB) or a GS1 SSCC (000123450000000027) with its check digit.");
        return null;
    }
}
