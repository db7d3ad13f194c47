using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Features.ManageApiKeys;

internal static class ApiKeyErrors
{
    public static readonly Error NotFound = new("api_key.not_found", "There is no such key of yours.", ErrorKind.NotFound);

    public static readonly Error TooMany =
        new(
            "api_key.too_many", $"An account has at most {ApiKeysHandler.MaxKeys} keys in force; revoke one first.",
            ErrorKind.IllegalState);

    /// <summary>For a key that was revoked, has expired or never was, and for an account that is disabled or gone.</summary>
    public static readonly Error Refused = new(
        "auth.invalid_api_key", "This API key is not valid, or not any more.", ErrorKind.Unauthenticated);
}
