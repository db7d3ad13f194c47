namespace Logistics.Gateway.Features.UpdateMe;

/// <summary>What to change of your account. What is absent stays; an empty phone or time zone is taken away.</summary>
internal sealed record UpdateMeRequest
{
    /// <example>Amina Haddad</example>
    public string? Name { get; init; }

    /// <summary>E.164.</summary>
    /// <example>+213550123456</example>
    public string? Phone { get; init; }

    /// <summary>BCP 47: the language to write in.</summary>
    /// <example>fr-DZ</example>
    public string? Locale { get; init; }

    /// <summary>IANA.</summary>
    /// <example>Africa/Algiers</example>
    public string? TimeZone { get; init; }
}
