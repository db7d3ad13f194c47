namespace Logistics.Identity.Links;

/// <summary>What a mailed link is for; kept as text.</summary>
internal enum LinkPurpose
{
    /// <summary>To show that the account's address is its owner's.</summary>
    ConfirmEmail,

    /// <summary>The same of an address that is to take its place.</summary>
    ChangeEmail,

    /// <summary>To set a password without knowing the old one.</summary>
    ResetPassword,
}
