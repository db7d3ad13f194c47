namespace Logistics.Notifications.Domain;

/// <summary>Someone with an account.</summary>
internal sealed record Person(Contact Contact, KnownPreferences? Preferences, bool HasDevices = false)
{
    /// <summary>IANA, where the person has said it.</summary>
    public string? TimeZone => Preferences?.QuietHours?.TimeZone ?? Contact.TimeZone;
}
