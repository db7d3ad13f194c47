using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.Register;

internal static class RegisterEndpoint
{
    public static async Task<Accepted> HandleAsync(
        RegisterRequest body, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var request = new Proto.RegisterRequest
        {
            Email = body.Email ?? "",
            Password = body.Password ?? "",
            Name = body.Name ?? "",
            Phone = body.Phone ?? "",
            Locale = body.Locale ?? "",
        };
        await identity.RegisterAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
