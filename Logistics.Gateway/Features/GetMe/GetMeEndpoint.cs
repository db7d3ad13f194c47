using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Account = Logistics.Gateway.Api.Account;

namespace Logistics.Gateway.Features.GetMe;

internal static class GetMeEndpoint
{
    public static async Task<Ok<Account>> HandleAsync(IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var account = await identity.GetMeAsync(new GetMeRequest(), cancellationToken: cancellationToken);
        return TypedResults.Ok(account.ToApi());
    }

    public static Account ToApi(this Contracts.Identity.V1.Account account) => new()
    {
        Id = account.Id,
        Email = account.Email,
        EmailConfirmed = account.EmailConfirmed,
        Name = account.Name,
        Phone = account.Phone.OrNull(),
        Locale = account.Locale.OrNull(),
        TimeZone = account.TimeZone.OrNull(),
        Roles = account.Roles,
        CreatedAt = account.CreatedAt.ToDateTimeOffset(),
    };
}
