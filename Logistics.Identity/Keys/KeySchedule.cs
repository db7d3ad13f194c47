using Microsoft.Extensions.Options;

namespace Logistics.Identity.Keys;

/// <summary>
/// When keys come and go: published a lead time before it signs, signing for its lifetime, and published on until the last token of its own
/// has expired, with a lead time to spare for clocks and for replicas that learn of the change last.
/// </summary>
internal sealed class KeySchedule(IOptions<IdentitySettings> settings)
{
    /// <summary>When a key that is to be made now begins to sign; <see langword="null"/>: none is to be made.</summary>
    /// <param name="newest">When the newest key that there is begins to; <see langword="null"/>: there is none.</param>
    public DateTimeOffset? NextFrom(DateTimeOffset? newest, DateTimeOffset now)
    {
        var lead = settings.Value.SigningKeyLeadTime;
        if (newest is null)
        {
            return now;
        }

        var due = newest.Value + settings.Value.SigningKeyLifetime;
        return now < due - lead ? null
            : now + lead > due ? now + lead
            : due;
    }

    /// <summary>Whether a key may go.</summary>
    /// <param name="successor">When the one after it began to sign.</param>
    public bool IsOver(DateTimeOffset successor, DateTimeOffset now) =>
        now >= successor + settings.Value.AccessTokenLifetime + settings.Value.SigningKeyLeadTime;
}
