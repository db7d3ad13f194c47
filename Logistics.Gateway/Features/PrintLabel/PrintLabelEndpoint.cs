using System.Net.Mime;
using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Http;

namespace Logistics.Gateway.Features.PrintLabel;

internal static class PrintLabelEndpoint
{
    public const string ZplType = "application/zpl";

    public static async Task<IResult> HandleAsync(
        string trackingNumber, string? format, HttpContext context, LabelsService.LabelsServiceClient labels,
        CancellationToken cancellationToken)
    {
        if (format is not (null or "pdf" or "zpl"))
        {
            return new ProblemResult(EdgeErrors.Invalid("format", "Must be pdf or zpl."));
        }

        var (wanted, type) = format == "zpl" ? (LabelFormat.Zpl, ZplType) : (LabelFormat.Pdf, MediaTypeNames.Application.Pdf);
        var request = new PrintLabelRequest { TrackingNumber = trackingNumber, Format = wanted };
        var label = await labels.PrintLabelAsync(request, cancellationToken: cancellationToken);
        context.Response.Headers.ContentDisposition = "inline; filename=label." + (format ?? "pdf");
        return TypedResults.Bytes(label.Content.ToByteArray(), type);
    }
}
