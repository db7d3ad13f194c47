using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.GetShipment;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Shipments.Features.ShareShipment;

/// <summary>Gives out links to a shipment, lists and revokes them: for whoever may see it.</summary>
internal sealed class ShareHandler(
    ShipmentsDbContext db, GetShipmentHandler shipments, ShareTokens tokens, IOptions<SharingOptions> options, TimeProvider clock)
{
    public const int MaxInForce = 20;

    private const int MaxListed = 100;

    public async Task<Result<ShareShipmentResponse>> ShareAsync(
        ShareShipmentRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!ReadExpiry(request.ExpiresAt, now).IsSuccess(out var expiresAt, out var fault))
        {
            return fault;
        }

        if (!(await FindAsync(request.TrackingNumber, caller, cancellationToken)).IsSuccess(out var shipment, out var error))
        {
            return error;
        }

        var link = new ShareLink
        {
            Id = Guid.CreateVersion7(now),
            ShipmentId = shipment.Id,
            CreatedBy = caller.UserId,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(token => AddAsync(link, token), cancellationToken)
            ? new ShareShipmentResponse { Share = Answer(link), Token = tokens.Write(link.Id, link.ExpiresAt) }
            : ShareErrors.TooMany;
    }

    public async Task<Result<ListSharesResponse>> ListAsync(ListSharesRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(request.TrackingNumber, caller, cancellationToken)).IsSuccess(out var shipment, out var error))
        {
            return error;
        }

        var links = await Links(shipment).AsNoTracking().OrderByDescending(link => link.Id).Take(MaxListed).ToListAsync(cancellationToken);
        return new ListSharesResponse { Shares = { links.Select(Answer) } };
    }

    public async Task<Result<RevokeShareResponse>> RevokeAsync(
        RevokeShareRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(request.TrackingNumber, caller, cancellationToken)).IsSuccess(out var shipment, out var error))
        {
            return error;
        }

        var now = clock.GetUtcNow();
        return Guid.TryParse(request.Id, out var id)
            && await Links(shipment).Where(link => link.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(link => link.RevokedAt, link => link.RevokedAt ?? now), cancellationToken) > 0
            ? new RevokeShareResponse()
            : ShareErrors.NotFound;
    }

    /// <summary>If there is room for it. Of two who share a shipment at once, the second waits here for the first.</summary>
    private async Task<bool> AddAsync(ShareLink link, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"SELECT 1 FROM shipments WHERE id = {link.ShipmentId.Value} FOR NO KEY UPDATE", cancellationToken);
        var inForce = db.ShareLinks.Where(other =>
            other.ShipmentId == link.ShipmentId && other.RevokedAt == null && other.ExpiresAt > link.CreatedAt);
        if (await inForce.CountAsync(cancellationToken) >= MaxInForce)
        {
            return false;
        }

        db.ShareLinks.Add(link);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private Task<Result<Domain.Shipment>> FindAsync(string number, Caller caller, CancellationToken cancellationToken) =>
        shipments.HandleAsync(new GetShipmentRequest { TrackingNumber = number }, caller, cancellationToken);

    private IQueryable<ShareLink> Links(Domain.Shipment shipment) => db.ShareLinks.Where(link => link.ShipmentId == shipment.Id);

    private Result<DateTimeOffset> ReadExpiry(Timestamp? given, DateTimeOffset now)
    {
        var expiresAt = given?.ToDateTimeOffset() ?? now + options.Value.Lifetime;
        return expiresAt > now && expiresAt <= now + options.Value.LongestLifetime
            ? expiresAt
            : Error.Validation(
                [new FieldError("expiresAt", $"Is in the future, and at most {options.Value.LongestLifetime.TotalDays:0} days away.")]);
    }

    private static Share Answer(ShareLink link) => new()
    {
        Id = link.Id.ToString(),
        CreatedAt = link.CreatedAt.ToTimestamp(),
        ExpiresAt = link.ExpiresAt.ToTimestamp(),
        RevokedAt = link.RevokedAt?.ToTimestamp(),
    };
}
