using Logistics.Contracts;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Features.ResolveDigitalLink;

/// <summary>
/// GS1 Digital Link: the address that a GS1 code on a parcel makes, under our own name. Leads on; whether there is such a parcel is said
/// there.
/// </summary>
internal static class ResolveDigitalLinkEndpoint
{
    private static readonly Error NoParcel = new(
        "digital_link.no_parcel", "A GTIN names a product, of which parcels know nothing; a parcel is at /00/ and its SSCC.",
        ErrorKind.NotFound);

    /// <summary>A serial shipping container code, as on a transport label.</summary>
    public static IResult HandleSscc(string sscc) =>
        sscc.All(char.IsAsciiDigit) && PartnerNumber.TryParse(sscc, out var number)
            ? TypedResults.Redirect($"/v1/tracking/{number}", permanent: false, preserveMethod: true)
            : new ProblemResult(EdgeErrors.NoSuchParcel);

    public static IResult HandleGtin() => new ProblemResult(NoParcel);
}
