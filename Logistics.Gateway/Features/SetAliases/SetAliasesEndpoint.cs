using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.SetAliases;

internal static class SetAliasesEndpoint
{
    public static async Task<Ok<Aliases>> HandleAsync(
        string trackingNumber, Aliases body, HttpContext context, AliasesService.AliasesServiceClient aliases,
        CancellationToken cancellationToken)
    {
        var request =
            new SetAliasesRequest { TrackingNumber = trackingNumber, Aliases = { (body.Numbers ?? []).Select(number => number ?? "") } };
        var answer = await aliases.SetAliasesAsync(request, cancellationToken: cancellationToken);
        context.Response.Headers.ETag = EntityTag.Of(answer.Shipment.Version);
        return TypedResults.Ok(new Aliases { Numbers = answer.Aliases });
    }
}

/// <summary>Partners' numbers of a shipment.</summary>
internal sealed record Aliases
{
    /// <summary>UPU S10 (RB123456785GB) or GS1 SSCC (000123450000000027); at most 10.</summary>
    public IReadOnlyList<string?>? Numbers { get; init; }
}
