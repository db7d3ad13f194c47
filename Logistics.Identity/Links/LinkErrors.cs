using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Links;

internal static class LinkErrors
{
    /// <summary>For one that was used, has expired, was replaced or never was.</summary>
    public static readonly Error Refused =
        new("auth.invalid_link", "This link is not valid any more. Ask for a new one.", ErrorKind.Validation);
}
