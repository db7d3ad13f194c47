namespace Logistics.Gateway.Api;

/// <summary>What a sign-in gives.</summary>
internal sealed record Tokens
{
    /// <summary>Send it as <c>Authorization: Bearer …</c>.</summary>
    public required string AccessToken { get; init; }

    /// <summary>Good for one exchange, which may be repeated for 10 seconds; a later use revokes all that came from it.</summary>
    public required string RefreshToken { get; init; }

    /// <example>Bearer</example>
    public required string TokenType { get; init; }

    /// <summary>Seconds that the access token lives.</summary>
    /// <example>900</example>
    public required int ExpiresIn { get; init; }
}
