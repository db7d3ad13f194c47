using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Idempotency;

internal static class IdempotencyErrors
{
    public static readonly Error InFlight =
        new("idempotency.in_flight", "A request with this Idempotency-Key is being worked on; ask again in a moment.", ErrorKind.Conflict);

    public static readonly Error KeyReused =
        new("idempotency.key_reused", "This Idempotency-Key came before with another body; take a new key.", ErrorKind.KeyReused);

    public static readonly Error BadKey = EdgeErrors.Invalid(IdempotentRequests.KeyHeader, "Must be 1 to 255 visible ASCII characters.");
}
