using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Proto = Logistics.Contracts.Identity.V1;
using User = Logistics.Gateway.Api.User;

namespace Logistics.Gateway.Features.Administer;

internal static class UserEndpoints
{
    public static async Task<IResult> ListAsync(
        string? search,
        string? role,
        string? disabled,
        string? cursor,
        string? limit,
        AdministrationService.AdministrationServiceClient administration,
        CancellationToken cancellationToken)
    {
        if (!PageLimit.Read(limit).IsSuccess(out var count, out var error))
        {
            return new ProblemResult(error);
        }

        var request = new ListUsersRequest { Search = search ?? "", Role = role ?? "", Cursor = cursor ?? "", Limit = count };
        if (disabled is not null)
        {
            if (!bool.TryParse(disabled, out var wanted))
            {
                return new ProblemResult(EdgeErrors.Invalid("disabled", "Must be true or false."));
            }

            request.Disabled = wanted;
        }

        var page = await administration.ListUsersAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new UserPage { Items = [.. page.Users.Select(ToApi)], NextCursor = page.NextCursor.OrNull() });
    }

    public static async Task<Ok<User>> GetAsync(
        string id, AdministrationService.AdministrationServiceClient administration, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToApi(await administration.GetUserAsync(new UserRequest { UserId = id }, cancellationToken: cancellationToken)));

    public static async Task<Ok<User>> DisableAsync(
        string id, AdministrationService.AdministrationServiceClient administration, CancellationToken cancellationToken) =>
        TypedResults.Ok(
            ToApi(await administration.DisableUserAsync(new UserRequest { UserId = id }, cancellationToken: cancellationToken)));

    public static async Task<Ok<User>> EnableAsync(
        string id, AdministrationService.AdministrationServiceClient administration, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToApi(await administration.EnableUserAsync(new UserRequest { UserId = id }, cancellationToken: cancellationToken)));

    public static async Task<Ok<User>> GiveRoleAsync(
        string id, string role, AdministrationService.AdministrationServiceClient administration, CancellationToken cancellationToken) =>
        TypedResults.Ok(
            ToApi(await administration.GiveRoleAsync(new RoleRequest { UserId = id, Role = role }, cancellationToken: cancellationToken)));

    public static async Task<Ok<User>> TakeRoleAsync(
        string id, string role, AdministrationService.AdministrationServiceClient administration, CancellationToken cancellationToken) =>
        TypedResults.Ok(
            ToApi(await administration.TakeRoleAsync(new RoleRequest { UserId = id, Role = role }, cancellationToken: cancellationToken)));

    private static User ToApi(Proto.User user) => new()
    {
        Id = user.Id,
        Email = user.Email,
        Name = user.Name,
        Roles = user.Roles,
        CreatedAt = user.CreatedAt.ToDateTimeOffset(),
        DisabledAt = user.DisabledAt?.ToDateTimeOffset(),
    };
}
