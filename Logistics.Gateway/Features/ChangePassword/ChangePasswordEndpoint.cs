using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.ChangePassword;

internal static class ChangePasswordEndpoint
{
    public static async Task<NoContent> HandleAsync(
        ChangePasswordRequest body, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var request =
            new Proto.ChangePasswordRequest { CurrentPassword = body.CurrentPassword ?? "", NewPassword = body.NewPassword ?? "" };
        await identity.ChangePasswordAsync(request, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}
