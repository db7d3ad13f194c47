using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Http;

/// <summary>The failures that the door itself finds, before any service is asked.</summary>
internal static class EdgeErrors
{
    public static readonly Error NoSuchRoute = new(
        "route.not_found", "There is nothing at this address; /docs lists what there is.", ErrorKind.NotFound);

    public static readonly Error TokenMissing =
        new("auth.unauthenticated", "A valid access token is needed: Authorization: Bearer <token>.", ErrorKind.Unauthenticated);

    public static readonly Error NotAllowed = new("auth.forbidden", "Your account may not do this.", ErrorKind.Forbidden);

    /// <summary>As Tracking says it of numbers that are unknown.</summary>
    public static readonly Error NoSuchParcel = new(
        "tracking.not_found", "There is no parcel with this tracking number.", ErrorKind.NotFound);

    public static readonly Error BodyMissing = new("request.body_missing", "A JSON body is needed.", ErrorKind.Validation);

    public static readonly Error BadRequest = new("request.malformed", "The request cannot be understood.", ErrorKind.Validation);

    public static readonly Error TimedOut = new("service.timed_out", "This took too long; try again soon.", ErrorKind.Unavailable);

    public static readonly Error TooManyWatchers =
        new(
            "tracking.too_many_watchers", "Too many are watching at the moment; try again soon, or ask for the timeline instead.",
            ErrorKind.Unavailable);

    // Not of any kind that services know: their status is given where they are written.
    public static readonly Error WrongMethod = new(
        "route.method_not_allowed", "This address does not take that method; see Allow.", ErrorKind.Validation);

    public static readonly Error VersionMissing =
        new(
            "request.version_missing", "Say with If-Match which version you change: the ETag of the shipment as you know it, or *.",
            ErrorKind.StaleVersion);

    public static readonly Error TooLarge = new(
        "request.too_large", "The body is larger than is taken here: 1 MiB, where the description says nothing else.",
        ErrorKind.Validation);

    public static readonly Error NotJson = new(
        "request.unsupported_media_type", "The body must be application/json; many rows may also be text/csv.", ErrorKind.Validation);

    /// <summary>One fault of one field, query parameter or header.</summary>
    public static Error Invalid(string field, string message) => Error.Validation([new FieldError(field, message)]);
}
