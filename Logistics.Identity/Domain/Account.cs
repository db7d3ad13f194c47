using Microsoft.AspNetCore.Identity;

namespace Logistics.Identity.Domain;

/// <summary>Someone who can sign in. The user name is the e-mail address.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public required string Name { get; set; }

    /// <summary>BCP 47.</summary>
    public required string Locale { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
