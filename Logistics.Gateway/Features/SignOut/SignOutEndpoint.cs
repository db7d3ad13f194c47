using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.SignOut;

internal static class SignOutEndpoint
{
    public static async Task<NoContent> HandleAsync(
        SignOutRequest body, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var request = new Proto.SignOutRequest { RefreshToken = body.RefreshToken ?? "" };
        await identity.SignOutAsync(request, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}
