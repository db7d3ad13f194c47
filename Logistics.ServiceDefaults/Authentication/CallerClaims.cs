namespace Logistics.ServiceDefaults.Authentication;

/// <summary>The claims that an access token carries beyond the registered ones.</summary>
public static class CallerClaims
{
    /// <summary>The account's id, a UUID.</summary>
    public const string Subject = "sub";

    /// <summary>When the token expires, in Unix seconds.</summary>
    public const string Expiry = "exp";

    /// <summary>The id of the session that the token belongs to, a UUID.</summary>
    public const string Session = "sid";

    /// <summary>One claim a role.</summary>
    public const string Role = "role";

    /// <summary>Only in the token of an API key: its scopes, with spaces between (RFC 8693).</summary>
    public const string Scope = "scope";

    /// <summary>The token's <c>typ</c> (RFC 9068): no other JWT of ours passes for an access token.</summary>
    public const string TokenType = "at+jwt";
}
