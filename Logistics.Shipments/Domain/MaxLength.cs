using Logistics.ServiceDefaults.Results;

namespace Logistics.Shipments.Domain;

/// <summary>The longest texts, in characters: what the rules accept and the columns hold.</summary>
internal static class MaxLength
{
    public const int Name = 100;
    public const int Email = ContactRules.MaxEmailLength;
    public const int Phone = ContactRules.MaxPhoneLength;
    public const int AddressLine = 200;
    public const int City = 100;
    public const int PostalCode = 20;
    public const int Country = 2;
    public const int Contents = 200;
    public const int Reference = 64;
    public const int Note = 500;
    public const int BlobKey = 100;
    public const int IdempotencyKey = 255;

    /// <summary>Of an enum's name in UPPER_SNAKE.</summary>
    public const int EnumName = 32;
}
