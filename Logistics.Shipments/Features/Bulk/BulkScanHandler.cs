using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features.ChangeStatus;

namespace Logistics.Shipments.Features.Bulk;

/// <summary>Applies many scans, by the rules of the single command.</summary>
internal sealed class BulkScanHandler(Scans scans)
{
    public async Task<Result<BulkResponse>> HandleAsync(BulkScanRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (BulkAnswer.TooMany(request.Rows.Count) is { } tooMany)
        {
            return tooMany;
        }

        return (await scans.ApplyAsync(request.Rows, caller, cancellationToken)).Then(rows => (Result<BulkResponse>)new BulkResponse
        {
            Rows = { rows.Select(row => row.IsSuccess(out var shipment, out var error) ? BulkAnswer.Of(shipment) : BulkAnswer.Of(error)) },
        });
    }
}
