using System.Security.Cryptography;
using Logistics.Contracts;

namespace Logistics.Shipments.Domain;

/// <summary>
/// Issues tracking numbers that cannot be guessed from one another. Sixty random bits do collide now and then;
/// the unique index tells, and the caller asks for another.
/// </summary>
internal sealed class TrackingNumberIssuer(RandomNumberGenerator random)
{
    public TrackingNumber Issue()
    {
        Span<byte> bytes = stackalloc byte[TrackingNumber.BodyLength];
        random.GetBytes(bytes);
        return TrackingNumber.FromRandom(bytes);
    }
}
