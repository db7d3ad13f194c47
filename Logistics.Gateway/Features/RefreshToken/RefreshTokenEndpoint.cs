using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Features.SignIn;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.RefreshToken;

internal static class RefreshTokenEndpoint
{
    public static async Task<Ok<Tokens>> HandleAsync(
        RefreshTokenRequest body, HttpContext context, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var request = new RefreshRequest { RefreshToken = body.RefreshToken ?? "", Client = context.ReadClientInfo() };
        var tokens = await identity.RefreshAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(tokens.ToApi());
    }
}
