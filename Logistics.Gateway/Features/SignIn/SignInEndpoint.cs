using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.SignIn;

internal static class SignInEndpoint
{
    public static async Task<Ok<Tokens>> HandleAsync(
        SignInRequest body, HttpContext context, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var request = new Proto.SignInRequest
        {
            Email = body.Email ?? "",
            Password = body.Password ?? "",
            Client = context.ReadClientInfo(body.Device),
        };
        var tokens = await identity.SignInAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(tokens.ToApi());
    }

    public static Tokens ToApi(this TokenResponse tokens) => new()
    {
        AccessToken = tokens.AccessToken,
        RefreshToken = tokens.RefreshToken,
        TokenType = "Bearer",
        ExpiresIn = tokens.ExpiresIn,
    };
}
