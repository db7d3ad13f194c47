namespace Logistics.Gateway.Api;

/// <summary>An address of your address book.</summary>
internal sealed record SavedAddress
{
    public required string Id { get; init; }

    /// <example>Home</example>
    public string? Label { get; init; }

    /// <summary>One of them always is.</summary>
    public required bool IsDefault { get; init; }

    public required string Name { get; init; }

    public string? Company { get; init; }

    public string? Email { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    public required Address Address { get; init; }
}

/// <summary>Your address book, the default first.</summary>
internal sealed record AddressBook
{
    public required IReadOnlyList<SavedAddress> Items { get; init; }
}
