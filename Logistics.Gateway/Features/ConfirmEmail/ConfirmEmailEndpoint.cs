using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.ConfirmEmail;

internal static class ConfirmEmailEndpoint
{
    public static async Task<NoContent> HandleAsync(
        ConfirmEmailRequest body, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var request = new Proto.ConfirmEmailRequest { Token = body.Token ?? "" };
        await identity.ConfirmEmailAsync(request, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}
