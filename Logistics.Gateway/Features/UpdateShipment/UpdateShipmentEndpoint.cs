using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using CreateShipmentRequest = Logistics.Gateway.Features.CreateShipment.CreateShipmentRequest;

namespace Logistics.Gateway.Features.UpdateShipment;

internal static class UpdateShipmentEndpoint
{
    /// <summary>What is absent stays; an empty text or window is taken away; lists, options and windows are replaced whole.</summary>
    public static async Task<IResult> HandleAsync(
        string trackingNumber,
        CreateShipmentRequest body,
        HttpContext context,
        ShipmentCommandsService.ShipmentCommandsServiceClient shipments,
        CancellationToken cancellationToken)
    {
        if (context.Request.Headers.IfMatch.Count == 0)
        {
            return new ProblemResult(EdgeErrors.VersionMissing, StatusCodes.Status428PreconditionRequired);
        }

        if (!EntityTag.ReadIfMatch(context.Request).IsSuccess(out var version, out var error)
            || !body.ToProto(idempotencyKey: "").IsSuccess(out var wanted, out error))
        {
            return new ProblemResult(error);
        }

        wanted.Pickup = IsEmpty(body.Pickup) ? null : wanted.Pickup;
        wanted.Delivery = IsEmpty(body.Delivery) ? null : wanted.Delivery;
        var request = new UpdateShipmentRequest
        {
            TrackingNumber = trackingNumber,
            ExpectedVersion = version,
            Shipment = wanted,
            Fields = new FieldMask { Paths = { GivenIn(body) } },
        };
        if (request.Fields.Paths.Count == 0)
        {
            return new ProblemResult(EdgeErrors.Invalid("$", "Says nothing that is to change."));
        }

        var shipment = (await shipments.UpdateShipmentAsync(request, cancellationToken: cancellationToken)).ToApi();
        return JsonAnswer.Of(StatusCodes.Status200OK, shipment, GatewayJson.Shared.Shipment, EntityTag.Of(shipment.Version));
    }

    private static IEnumerable<string> GivenIn(CreateShipmentRequest body) =>
    [
        .. GivenIn("sender", body.Sender),
        .. GivenIn("recipient", body.Recipient),
        .. Given(body.Parcels, "parcels"),
        .. Given(body.ServiceLevel, "service_level"),
        .. Given(body.Reference, "reference"),
        .. Given(body.Options, "options"),
        .. Given(body.Customs, "customs"),
        .. Given(body.Pickup, "pickup"),
        .. Given(body.Delivery, "delivery"),
    ];

    private static IEnumerable<string> GivenIn(string prefix, Party? party) =>
    [
        .. Given(party?.Name, $"{prefix}.name"),
        .. Given(party?.Company, $"{prefix}.company"),
        .. Given(party?.Email, $"{prefix}.email"),
        .. Given(party?.Phone, $"{prefix}.phone"),
        .. Given(party?.Address?.Line1, $"{prefix}.address.line1"),
        .. Given(party?.Address?.Line2, $"{prefix}.address.line2"),
        .. Given(party?.Address?.City, $"{prefix}.address.city"),
        .. Given(party?.Address?.Region, $"{prefix}.address.region"),
        .. Given(party?.Address?.PostalCode, $"{prefix}.address.postal_code"),
        .. Given(party?.Address?.Country, $"{prefix}.address.country"),
    ];

    private static bool IsEmpty(Api.TimeWindow? window) => window is { From: null, Until: null };

    private static string[] Given(object? value, string path) => value is null ? [] : [path];
}
