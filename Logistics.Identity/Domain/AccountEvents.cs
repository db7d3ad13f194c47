using Logistics.Contracts.Events;

namespace Logistics.Identity.Domain;

/// <summary>What the world, or the account's owner, is told of an account.</summary>
internal static class AccountEvents
{
    public static EmailConfirmed Confirmed(Account account, DateTimeOffset now) => new()
    {
        EventId = Guid.CreateVersion7(now),
        UserId = account.Id,
        Email = account.Email!, // not null: required in the database
        DisplayName = account.Name,
        Phone = account.PhoneNumber,
        Locale = account.Locale,
        OccurredAt = now,
    };

    public static EmailChanged EmailChanged(Account account, string oldEmail, DateTimeOffset now) => new()
    {
        EventId = Guid.CreateVersion7(now),
        UserId = account.Id,
        Email = oldEmail,
        DisplayName = account.Name,
        Locale = account.Locale,
        OccurredAt = now,
    };

    public static PasswordChanged PasswordChanged(Account account, DateTimeOffset now) => new()
    {
        EventId = Guid.CreateVersion7(now),
        UserId = account.Id,
        Email = account.Email!, // as above
        DisplayName = account.Name,
        Locale = account.Locale,
        OccurredAt = now,
    };

    public static RefreshTokenReused RefreshTokenReused(Account account, Sessions.Session session, DateTimeOffset now) => new()
    {
        EventId = Guid.CreateVersion7(now),
        UserId = account.Id,
        Email = account.Email!, // as above
        DisplayName = account.Name,
        Locale = account.Locale,
        OccurredAt = now,
        SessionId = session.Id,
        Device = session.Device,
    };
}
