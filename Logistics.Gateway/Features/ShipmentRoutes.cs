using System.Net.Mime;
using Logistics.Gateway.Api;
using Logistics.Gateway.Features.ChangeStatus;
using Logistics.Gateway.Features.CreateShipment;
using Logistics.Gateway.Features.DecideOnShipment;
using Logistics.Gateway.Features.ExportEpcis;
using Logistics.Gateway.Features.GetShipment;
using Logistics.Gateway.Features.ListShipments;
using Logistics.Gateway.Features.PrintLabel;
using Logistics.Gateway.Features.Proofs;
using Logistics.Gateway.Features.SetAliases;
using Logistics.Gateway.Features.StreamShipments;
using Logistics.Gateway.Features.UpdateShipment;
using Logistics.Gateway.OpenApi;

namespace Logistics.Gateway.Features;

/// <summary>Shipments: made, read, moved along and decided on.</summary>
internal static class ShipmentRoutes
{
    public static void MapShipments(this RouteGroupBuilder v1)
    {
        var shipments = v1.MapGroup("shipments").WithTags("Shipments");
        shipments.MapPost("", CreateShipmentEndpoint.HandleAsync).RequireAuthorization(Access.CreateShipments).TakesIdempotencyKey()
            .Produces<Shipment>(201).Fails(400, 401, 403, 409, 413, 415, 422)
            .WithSummary("Create a shipment");
        shipments.MapGet("", ListShipmentsEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments).Produces<ShipmentPage>()
            .Fails(400, 401, 403)
            .WithSummary("List your shipments, newest first")
            .WithDescription("The staff sees everyone's. All filters that are given hold together; what is created meanwhile moves no "
                + "page. `search` is a tracking number, a partner's number, or words that number, reference, names, companies or "
                + "cities begin with.");
        shipments.MapGet("stream", StreamShipmentsEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments).Streams().Fails(401, 403)
            .WithSummary("Watch all your shipments live (Server-Sent Events)")
            .WithDescription("The staff watches everyone's. First `snapshot`: the shipments of the newest events, as they stand; then "
                + "`tracking` for each event, in one order, within a second, and `estimate` when a parcel is expected at another time. "
                + "Who comes back with Last-Event-ID gets, instead of the snapshot, what came since, of estimates the last one of each "
                + "parcel, perhaps again; after more than 1,000 events a snapshot again. Ends when the access token expires.");
        shipments.MapGet("{trackingNumber}", GetShipmentEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments)
            .Produces<Shipment>().Fails(401, 403, 404)
            .WithSummary("Read a shipment")
            .WithDescription("The ETag is its version, for If-Match.");
        shipments.MapGet("{trackingNumber}/label", PrintLabelEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments)
            .Produces<byte[]>(200, MediaTypeNames.Application.Pdf, PrintLabelEndpoint.ZplType).Fails(400, 401, 403, 404)
            .WithSummary("Print a shipment's labels")
            .WithDescription("One a parcel: A6 pages (PDF), or ZPL II for thermal printers (203 dpi), with the tracking number as QR code "
                + "and as Code 128.");
        shipments.MapGet("{trackingNumber}/epcis", ExportEpcisEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments)
            .Produces<string>(200, ExportEpcisEndpoint.MediaType).Fails(401, 403, 404)
            .WithSummary("A shipment's events as EPCIS 2.0 (JSON-LD)")
            .WithDescription("An ObjectEvent for each step, in GS1's Core Business Vocabulary; corrected ones carry an errorDeclaration.");
        shipments.MapPost("{trackingNumber}/status", ChangeStatusEndpoint.HandleAsync).RequireAuthorization(Access.MoveShipments)
            .TakesIdempotencyKey().TakesIfMatch()
            .Produces<Shipment>().Fails(400, 401, 403, 404, 409, 412, 413, 415, 422)
            .WithSummary("Move a shipment along")
            .WithDescription("For the staff, each role its part; its owner may cancel it before it is picked up and have it brought back "
                + "after. A move that is not allowed gets 409 with those that are. What comes after the fact (`source` OFFLINE or PARTNER) "
                + "is always kept, and is the status where nothing newer is known.");
        shipments.MapPatch("{trackingNumber}", UpdateShipmentEndpoint.HandleAsync).RequireAuthorization(Access.DecideOnShipments)
            .TakesIfMatch()
            .Produces<Shipment>().Fails(400, 401, 403, 404, 409, 412, 413, 415, 428)
            .WithSummary("Change what is known of a shipment")
            .WithDescription("What is absent stays, an empty text or window is taken away, lists, options and windows are replaced whole. "
                + "Before pick-up all may change, then e-mail addresses, phones, reference and customs, at the end nothing. If-Match is "
                + "required (428).");
        shipments.MapPut("{trackingNumber}/aliases", SetAliasesEndpoint.HandleAsync).RequireAuthorization(Access.DecideOnShipments)
            .Fails(400, 401, 403, 404, 409, 415)
            .WithSummary("Say by which partners' numbers a shipment is known")
            .WithDescription("Replaces all of them. Each is one shipment's (409), and good wherever its tracking number is.");
        shipments.MapDecisions();
        shipments.MapProofs();
    }

    private static void MapProofs(this RouteGroupBuilder shipments)
    {
        shipments.MapPost("{trackingNumber}/proof", ProofEndpoints.ReportAsync).RequireAuthorization(Access.MoveShipments)
            .TakesIdempotencyKey().TakesIfMatch()
            .TakesBodyOf(ProofEndpoints.MaxBodyBytes).Produces<Shipment>().Fails(400, 401, 403, 404, 409, 412, 413, 415, 422)
            .WithSummary("Report a delivery, or a failed attempt, with its proof")
            .WithDescription("As under `status`, for DELIVERED, DELIVERY_ATTEMPTED, DAMAGED and RETURNED. What was agreed to be handed "
                + "over against a signature or a check of age is delivered only so. The body may have 12 MiB.");
        shipments.MapGet("{trackingNumber}/proof", ProofEndpoints.ListAsync).RequireAuthorization(Access.ReadShipments)
            .Produces<ProofList>().Fails(401, 403, 404)
            .WithSummary("Read a shipment's proofs, oldest first");
        shipments.MapGet("{trackingNumber}/proof/photos/{index:int}", ProofEndpoints.PhotoAsync).RequireAuthorization(Access.ReadShipments)
            .Produces<byte[]>(200, "image/jpeg", "image/png", "image/webp").Fails(401, 403, 404)
            .WithSummary("Read a photo of a shipment's proofs");
    }

    private static void MapDecisions(this RouteGroupBuilder shipments)
    {
        shipments.MapPost("{trackingNumber}/cancel", DecisionEndpoints.CancelAsync).Decides(Access.MoveShipments)
            .WithSummary("Cancel a shipment before it is picked up");
        shipments.MapPost("{trackingNumber}/hold", DecisionEndpoints.HoldAsync).Decides(Access.MoveShipments)
            .WithSummary("Hold a shipment where it is")
            .WithDescription("For warehouses and the support desk.");
        shipments.MapPost("{trackingNumber}/release", DecisionEndpoints.ReleaseAsync).Decides(Access.DecideOnShipments)
            .WithSummary("Release a shipment from a hold, back to the status held");
        shipments.MapPost("{trackingNumber}/return", DecisionEndpoints.ReturnAsync).Decides(Access.DecideOnShipments)
            .Produces<Shipment>(201)
            .WithSummary("Send a shipment back")
            .WithDescription("Under way it turns round: RETURNING. Delivered, it stays so, and another shipment brings it back: 201 with "
                + "that one, the same however often it is asked for.");
        shipments.MapPost("{trackingNumber}/redirect", DecisionEndpoints.RedirectAsync).Decides(Access.DecideOnShipments)
            .WithSummary("Send a shipment to another address or to a pick-up point")
            .WithDescription("In the same country, and not while it is out for delivery or in customs.");
        shipments.MapPost("{trackingNumber}/corrections", DecisionEndpoints.CorrectAsync).Decides(Access.DecideOnShipments)
            .WithSummary("Correct a mistaken scan")
            .WithDescription("For the support desk. The entry stays on the timeline, marked; the status becomes what the history says "
                + "without it, also where it had ended. What is right instead is reported after that.");
    }

    private static RouteHandlerBuilder Decides(this RouteHandlerBuilder route, string access) => route.RequireAuthorization(access)
        .TakesIdempotencyKey().TakesIfMatch().Produces<Shipment>().Fails(400, 401, 403, 404, 409, 412, 413, 415, 422);
}
