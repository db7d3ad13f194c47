using System.Security.Cryptography;
using System.Text;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Rules;

/// <summary>Something that may be told to someone: all that the rules look at.</summary>
internal record Candidate
{
    public required string Template { get; init; }

    public required Category Category { get; init; }

    public required Channel Channel { get; init; }

    public required Priority Priority { get; init; }

    /// <summary>Told whatever was preferred, at any hour. For what someone's safety or the law asks for, and nothing else.</summary>
    public bool IsCritical { get; init; }

    /// <summary>The addressee's account, where there is one.</summary>
    public Person? Person { get; init; }

    /// <summary>Where to, on channels that have addresses.</summary>
    public string? Address { get; init; }

    /// <summary>The addressee's account is one that we have not heard of, or whose address is not confirmed: it waits for that.</summary>
    public bool AwaitsContact { get; init; }

    /// <summary>After that it is of no use.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How long it may be held back before it is worth a disturbance; none: as long as it takes.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>The shipment that it is about, where it is about one.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>The account that the shipment belongs to.</summary>
    public Guid OwnerId { get; init; }

    /// <summary>Which of its kind it is that the person is told by this channel in the current window; none: it is not counted.</summary>
    public int? Position { get; init; }

    /// <summary>
    /// Who it is for, as counts and digests know people: the account, or what is made of the address where there is none.
    /// </summary>
    public Guid Recipient => Person?.Contact.UserId
        ?? (Address is null
            ? OwnerId
            : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(EmailAddress.KeyOf(Address))).AsSpan(0, 16)));
}
