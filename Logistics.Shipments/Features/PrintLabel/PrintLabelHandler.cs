using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features.GetShipment;

namespace Logistics.Shipments.Features.PrintLabel;

internal sealed class PrintLabelHandler(GetShipmentHandler shipments)
{
    public async Task<Result<PrintLabelResponse>> HandleAsync(PrintLabelRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var found = await shipments.HandleAsync(
            new GetShipmentRequest { TrackingNumber = request.TrackingNumber }, caller, cancellationToken);
        if (!found.IsSuccess(out var shipment, out var error))
        {
            return error;
        }

        var labels = Label.Of(shipment);
        var content = request.Format == LabelFormat.Zpl ? LabelZpl.Write(labels) : LabelPdf.Write(labels);
        return new PrintLabelResponse { Content = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(content) };
    }
}
