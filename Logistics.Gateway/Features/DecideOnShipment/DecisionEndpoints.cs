using System.Text.Json.Serialization.Metadata;
using Grpc.Core;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.Gateway.Idempotency;
using Commands = Logistics.Contracts.Shipments.V1.ShipmentCommandsService.ShipmentCommandsServiceClient;
using Shipments = Logistics.Contracts.Shipments.V1.ShipmentsService.ShipmentsServiceClient;

namespace Logistics.Gateway.Features.DecideOnShipment;

/// <summary>
/// What owners and staff decide about a shipment. Each takes an Idempotency-Key and If-Match, and answers the shipment as it is then.
/// </summary>
internal static class DecisionEndpoints
{
    public static Task<IResult> CancelAsync(
        string trackingNumber, DecisionRequest? body, HttpContext context, IdempotentRequests requests, Shipments shipments,
        CancellationToken cancellationToken) =>
        DecideAsync(trackingNumber, body ??= new(), body, GatewayJson.Shared.DecisionRequest, context, requests, command =>
            shipments.ChangeStatusAsync(Change(command, ShipmentStatus.Cancelled), cancellationToken: cancellationToken));

    public static Task<IResult> HoldAsync(
        string trackingNumber, DecisionRequest? body, HttpContext context, IdempotentRequests requests, Shipments shipments,
        CancellationToken cancellationToken) =>
        DecideAsync(trackingNumber, body ??= new(), body, GatewayJson.Shared.DecisionRequest, context, requests, command =>
            shipments.ChangeStatusAsync(Change(command, ShipmentStatus.OnHold), cancellationToken: cancellationToken));

    public static Task<IResult> ReleaseAsync(
        string trackingNumber, DecisionRequest? body, HttpContext context, IdempotentRequests requests, Commands commands,
        CancellationToken cancellationToken) =>
        DecideAsync(trackingNumber, body ??= new(), body, GatewayJson.Shared.DecisionRequest, context, requests, command =>
            commands.ReleaseShipmentAsync(new ReleaseShipmentRequest { Command = command }, cancellationToken: cancellationToken));

    /// <summary>201 with the address of the shipment that brings it back, where that is another one.</summary>
    public static Task<IResult> ReturnAsync(
        string trackingNumber, DecisionRequest? body, HttpContext context, IdempotentRequests requests, Commands commands,
        CancellationToken cancellationToken) =>
        DecideAsync(trackingNumber, body ??= new(), body, GatewayJson.Shared.DecisionRequest, context, requests, command =>
            commands.ReturnShipmentAsync(new ReturnShipmentRequest { Command = command }, cancellationToken: cancellationToken), IsAnother);

    public static Task<IResult> RedirectAsync(
        string trackingNumber, RedirectRequest body, HttpContext context, IdempotentRequests requests, Commands commands,
        CancellationToken cancellationToken) =>
        DecideAsync(trackingNumber, body, body, GatewayJson.Shared.RedirectRequest, context, requests, command =>
            commands.RedirectShipmentAsync(
                new RedirectShipmentRequest { Command = command, Address = body.Address?.ToProto(), PickupPoint = body.PickupPoint ?? "" },
                cancellationToken: cancellationToken));

    public static Task<IResult> CorrectAsync(
        string trackingNumber, CorrectionRequest body, HttpContext context, IdempotentRequests requests, Commands commands,
        CancellationToken cancellationToken) =>
        DecideAsync(trackingNumber, body, new() { Note = body.Note }, GatewayJson.Shared.CorrectionRequest, context, requests, command =>
            commands.CorrectShipmentAsync(
                new CorrectShipmentRequest { Command = command, EventId = body.EventId ?? "" }, cancellationToken: cancellationToken));

    private static Task<IResult> DecideAsync<TBody>(
        string trackingNumber, TBody body, DecisionRequest decision, JsonTypeInfo<TBody> bodyType, HttpContext context,
        IdempotentRequests requests,
        Func<ShipmentCommand, AsyncUnaryCall<Contracts.Shipments.V1.Shipment>> decide,
        Func<Api.Shipment, string, bool>? isAnother = null) =>
        requests.OnceAsync(context, body, bodyType, async key =>
        {
            if (decision.ReasonCode == ReasonCode.Unspecified)
            {
                return EdgeErrors.Invalid("reasonCode", "Must be one of " + PublicNames<ReasonCode>.List);
            }

            if (!EntityTag.ReadIfMatch(context.Request).IsSuccess(out var version, out var error))
            {
                return error;
            }

            var shipment = (await decide(decision.ToProto(trackingNumber, version, key))).ToApi();
            return isAnother?.Invoke(shipment, trackingNumber) == true
                ? JsonAnswer.Of(
                    StatusCodes.Status201Created, shipment, GatewayJson.Shared.Shipment, EntityTag.Of(shipment.Version),
                    $"/v1/shipments/{shipment.TrackingNumber}")
                : JsonAnswer.Of(StatusCodes.Status200OK, shipment, GatewayJson.Shared.Shipment, EntityTag.Of(shipment.Version));
        });

    /// <summary>
    /// Whether it is not the one that was asked about, be it by its own number or a partner's, but one that brings it back.
    /// </summary>
    private static bool IsAnother(Api.Shipment shipment, string asked) =>
        TrackingNumber.TryParse(asked, out var number) ? number.ToString() != shipment.TrackingNumber : shipment.ReturnOf is not null;

    private static Contracts.Shipments.V1.ChangeStatusRequest Change(ShipmentCommand command, ShipmentStatus status) => new()
    {
        TrackingNumber = command.TrackingNumber,
        Status = status,
        ReasonCode = command.ReasonCode,
        Note = command.Note,
        ExpectedVersion = command.ExpectedVersion,
        IdempotencyKey = command.IdempotencyKey,
    };
}
