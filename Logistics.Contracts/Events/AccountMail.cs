using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// Something about an account of which its owner must be told by mail, whatever the preferences. Some carry the token of a link: it lives
/// for a short time, is good for one use, and must not be logged or kept longer than the mail takes.
/// </summary>
public abstract record AccountMail : IEvent
{
    public required Guid EventId { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>Where the mail goes.</summary>
    public required string Email { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Locale { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public abstract string EventName { get; }

    [JsonIgnore]
    public string Subject => UserId.ToString();

    /// <summary>Which event, and no more: a token must not get into a log line by way of it.</summary>
    public sealed override string ToString() => $"{EventName} {EventId}";
}

/// <summary>A mail with a link in it.</summary>
public abstract record AccountLinkMail : AccountMail
{
    /// <summary>What the link carries: the proof that the mail was read.</summary>
    public required string Token { get; init; }

    /// <summary>The token is worth nothing from then on, nor is the mail.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>An account's address is to be confirmed: <c>user.email_confirmation_requested</c>.</summary>
public sealed record EmailConfirmationRequested : AccountLinkMail
{
    public const string Name = "user.email_confirmation_requested";

    [JsonIgnore]
    public override string EventName => Name;
}

/// <summary>Another address is to take the place of the account's, and to be confirmed there: <c>user.email_change_requested</c>.</summary>
public sealed record EmailChangeRequested : AccountLinkMail
{
    public const string Name = "user.email_change_requested";

    [JsonIgnore]
    public override string EventName => Name;
}

/// <summary>Somebody who may be the account's owner has forgotten the password: <c>user.password_reset_requested</c>.</summary>
public sealed record PasswordResetRequested : AccountLinkMail
{
    public const string Name = "user.password_reset_requested";

    [JsonIgnore]
    public override string EventName => Name;
}

/// <summary>Another address has taken the place of the account's, which is told so: <c>user.email_changed</c>.</summary>
public sealed record EmailChanged : AccountMail
{
    public const string Name = "user.email_changed";

    [JsonIgnore]
    public override string EventName => Name;
}

/// <summary>The password was changed, or set anew by a mailed link: <c>user.password_changed</c>.</summary>
public sealed record PasswordChanged : AccountMail
{
    public const string Name = "user.password_changed";

    [JsonIgnore]
    public override string EventName => Name;
}

/// <summary>
/// A refresh token came back that had been traded in before: stolen, or its successor was. The session was ended:
/// <c>user.refresh_token_reused</c>.
/// </summary>
public sealed record RefreshTokenReused : AccountMail
{
    public const string Name = "user.refresh_token_reused";

    public required Guid SessionId { get; init; }

    /// <summary>What the session's device is called, where it has a name.</summary>
    public string? Device { get; init; }

    [JsonIgnore]
    public override string EventName => Name;
}
