using System.Text.RegularExpressions;

namespace Logistics.Notifications.Domain;

/// <summary>What text messages can be sent to.</summary>
internal static partial class PhoneNumber
{
    /// <summary>Whether it is a number in E.164.</summary>
    public static bool IsDeliverable(string number) => E164().IsMatch(number);

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();
}
