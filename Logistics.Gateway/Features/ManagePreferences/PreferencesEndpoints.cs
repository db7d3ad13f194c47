using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Preferences = Logistics.Gateway.Api.Preferences;

namespace Logistics.Gateway.Features.ManagePreferences;

internal static class PreferencesEndpoints
{
    public static async Task<Ok<Preferences>> GetAsync(
        ProfilesService.ProfilesServiceClient profiles, CancellationToken cancellationToken) =>
        TypedResults.Ok((await profiles.GetPreferencesAsync(new GetPreferencesRequest(), cancellationToken: cancellationToken)).ToApi());

    public static async Task<Ok<Preferences>> SetAsync(
        Preferences body, ProfilesService.ProfilesServiceClient profiles, CancellationToken cancellationToken) =>
        TypedResults.Ok((await profiles.SetPreferencesAsync(body.ToProto(), cancellationToken: cancellationToken)).ToApi());
}
