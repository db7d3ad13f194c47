using Grpc.Core;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features;
using Logistics.Shipments.Features.CorrectShipment;
using Logistics.Shipments.Features.RedirectShipment;
using Logistics.Shipments.Features.ReleaseShipment;
using Logistics.Shipments.Features.ReturnShipment;
using Logistics.Shipments.Features.UpdateShipment;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Shipments;

/// <summary>What is decided about shipments, each call with the feature that answers it.</summary>
[Authorize(Access.Decide)]
internal sealed class ShipmentCommandsGrpcService(
    UpdateShipmentHandler update, ReleaseShipmentHandler release, ReturnShipmentHandler @return, RedirectShipmentHandler redirect,
    CorrectShipmentHandler correct)
    : ShipmentCommandsService.ShipmentCommandsServiceBase
{
    public override async Task<Shipment> UpdateShipment(UpdateShipmentRequest request, ServerCallContext context) =>
        (await update.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow().ToProto();

    public override async Task<Shipment> ReleaseShipment(ReleaseShipmentRequest request, ServerCallContext context) =>
        (await release.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow().ToProto();

    public override async Task<Shipment> ReturnShipment(ReturnShipmentRequest request, ServerCallContext context) =>
        (await @return.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow().ToProto();

    public override async Task<Shipment> RedirectShipment(RedirectShipmentRequest request, ServerCallContext context) =>
        (await redirect.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow().ToProto();

    public override async Task<Shipment> CorrectShipment(CorrectShipmentRequest request, ServerCallContext context) =>
        (await correct.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow().ToProto();
}
