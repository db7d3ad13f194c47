using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.ResendConfirmation;

internal static class ResendConfirmationEndpoint
{
    public static async Task<Accepted> HandleAsync(
        ResendConfirmationRequest body, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var request = new Proto.ResendConfirmationRequest { Email = body.Email ?? "" };
        await identity.ResendConfirmationAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
