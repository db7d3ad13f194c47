using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.ResetPassword;

internal static class ResetPasswordEndpoint
{
    public static async Task<NoContent> HandleAsync(
        ResetPasswordRequest body, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var request = new Proto.ResetPasswordRequest { Token = body.Token ?? "", NewPassword = body.NewPassword ?? "" };
        await identity.ResetPasswordAsync(request, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}
