using Grpc.Core;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features;
using Logistics.Shipments.Features.ChangeStatus;
using Logistics.Shipments.Features.CreateShipment;
using Logistics.Shipments.Features.GetShipment;
using Logistics.Shipments.Features.ListShipments;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Shipments;

/// <summary>The service's calls, each with the feature that answers it.</summary>
internal sealed class ShipmentsGrpcService(
    CreateShipmentHandler create, GetShipmentHandler get, ListShipmentsHandler list, ChangeStatusHandler changeStatus)
    : ShipmentsService.ShipmentsServiceBase
{
    [Authorize(Access.Create)]
    public override async Task<Shipment> CreateShipment(CreateShipmentRequest request, ServerCallContext context) =>
        (await create.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow().ToProto();

    [Authorize(Access.Read)]
    public override async Task<Shipment> GetShipment(GetShipmentRequest request, ServerCallContext context) =>
        (await get.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow().ToProto();

    [Authorize(Access.Read)]
    public override async Task<ListShipmentsResponse> ListShipments(ListShipmentsRequest request, ServerCallContext context) =>
        (await list.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow().ToProto();

    [Authorize(Access.Move)]
    public override async Task<Shipment> ChangeStatus(ChangeStatusRequest request, ServerCallContext context) =>
        (await changeStatus.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow().ToProto();
}
