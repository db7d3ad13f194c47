using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.ForgotPassword;

internal static class ForgotPasswordEndpoint
{
    public static async Task<Accepted> HandleAsync(
        ForgotPasswordRequest body, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var request = new Proto.ForgotPasswordRequest { Email = body.Email ?? "" };
        await identity.ForgotPasswordAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
