using Microsoft.Extensions.Options;

namespace Logistics.Identity.Features;

/// <summary>
/// Hides in time what an answer hides in words: whether an account exists. The work behind both answers is made alike, and what difference
/// is left (a row written or not) vanishes beneath a least duration.
/// </summary>
internal readonly struct GuardedAnswer(TimeProvider clock, IOptions<IdentitySettings> settings)
{
    private readonly long _began = clock.GetTimestamp();

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var left = settings.Value.GuardedAnswerTime - clock.GetElapsedTime(_began);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken);
        }
    }
}
