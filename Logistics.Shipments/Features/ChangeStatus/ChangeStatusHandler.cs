using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.ChangeStatus;

/// <summary>Moves a shipment along the status machine.</summary>
internal sealed class ChangeStatusHandler(Scans scans)
{
    public async Task<Result<Shipment>> HandleAsync(ChangeStatusRequest request, Caller caller, CancellationToken cancellationToken) =>
        (await scans.ApplyAsync([request], caller, cancellationToken)).Then(answers => answers[0]);
}
