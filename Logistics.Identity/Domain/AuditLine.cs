namespace Logistics.Identity.Domain;

/// <summary>Who did what to whom. Only ever added: the database refuses anything else. Ids only, as it outlives the accounts.</summary>
internal sealed class AuditLine
{
    public const string UserDisabled = "user.disabled";
    public const string UserEnabled = "user.enabled";
    public const string UserDeleted = "user.deleted";
    public const string RoleGiven = "role.given";
    public const string RoleTaken = "role.taken";

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid ActorId { get; init; }

    public required string Action { get; init; }

    public required Guid UserId { get; init; }

    public string? Detail { get; init; }

    public static AuditLine Of(string action, Guid actorId, Guid userId, DateTimeOffset at, string? detail = null) =>
        new() { Id = Guid.CreateVersion7(at), At = at, ActorId = actorId, Action = action, UserId = userId, Detail = detail };
}
