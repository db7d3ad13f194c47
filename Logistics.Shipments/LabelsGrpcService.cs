using Grpc.Core;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features.PrintLabel;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Shipments;

internal sealed class LabelsGrpcService(PrintLabelHandler print) : LabelsService.LabelsServiceBase
{
    [Authorize(Access.Read)]
    public override async Task<PrintLabelResponse> PrintLabel(PrintLabelRequest request, ServerCallContext context) =>
        (await print.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
