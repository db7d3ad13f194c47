using Microsoft.AspNetCore.Identity;

namespace Logistics.Identity.Domain;

/// <summary>Someone who can sign in. The user name is the e-mail address.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public required string Name { get; set; }

    /// <summary>BCP 47.</summary>
    public required string Locale { get; set; }

    /// <summary>IANA, where the person has said it.</summary>
    public string? TimeZone { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when an administrator keeps the person out; <see langword="null"/>: not at all.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <param name="normalised">As addresses are compared.</param>
    public void TakeEmail(string email, string? normalised)
    {
        Email = UserName = email;
        NormalizedEmail = NormalizedUserName = normalised;
    }

    /// <summary>Whoever guessed at the old one guesses anew.</summary>
    public void TakePassword(string hash, DateTimeOffset now)
    {
        PasswordHash = hash;
        SecurityStamp = Guid.CreateVersion7(now).ToString("N");
        AccessFailedCount = 0;
        LockoutEnd = null;
    }
}
