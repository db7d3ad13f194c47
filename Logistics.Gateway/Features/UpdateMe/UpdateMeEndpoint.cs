using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Features.GetMe;
using Microsoft.AspNetCore.Http.HttpResults;
using Account = Logistics.Gateway.Api.Account;

namespace Logistics.Gateway.Features.UpdateMe;

internal static class UpdateMeEndpoint
{
    public static async Task<Ok<Account>> HandleAsync(
        UpdateMeRequest body, ProfilesService.ProfilesServiceClient profiles, CancellationToken cancellationToken)
    {
        var request = new UpdateProfileRequest();
        Set(body.Name, name => request.Name = name);
        Set(body.Phone, phone => request.Phone = phone);
        Set(body.Locale, locale => request.Locale = locale);
        Set(body.TimeZone, timeZone => request.TimeZone = timeZone);
        var account = await profiles.UpdateProfileAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(account.ToApi());
    }

    /// <summary>Setting a field says that it was given.</summary>
    private static void Set(string? value, Action<string> set)
    {
        if (value is not null)
        {
            set(value);
        }
    }
}
