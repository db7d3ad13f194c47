using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.ChangeEmail;

internal static class ChangeEmailEndpoint
{
    public static async Task<Accepted> HandleAsync(
        ChangeEmailRequest body, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var request = new Proto.ChangeEmailRequest { Password = body.Password ?? "", NewEmail = body.NewEmail ?? "" };
        await identity.ChangeEmailAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
