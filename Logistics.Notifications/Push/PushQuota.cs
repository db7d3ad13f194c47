using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Logistics.Notifications.Push;

/// <summary>
/// How fast all replicas together may send, and since when FCM wants to be left alone: what one is told holds for all. Kept in Redis; while
/// that is away each goes by what it was told itself, and FCM says so if it is too much.
/// </summary>
internal sealed class PushQuota(IConnectionMultiplexer redis, IOptions<PushOptions> options, TimeProvider clock)
{
    private const string Blocked = "{push}:blocked";

    /// <summary>Takes from this second's share, or says in how many milliseconds to ask again.</summary>
    private const string Take = """
        local blocked = redis.call('PTTL', KEYS[1])
        if blocked > 0 then return blocked end
        local taken = redis.call('INCRBY', KEYS[2], ARGV[1])
        redis.call('PEXPIRE', KEYS[2], 5000)
        if taken <= tonumber(ARGV[2]) or taken == tonumber(ARGV[1]) then return 0 end
        redis.call('DECRBY', KEYS[2], ARGV[1])
        return tonumber(ARGV[3])
        """;

    private long _blockedUntil;

    /// <summary>Waits for the next second where this one's share is used up; longer it does not wait.</summary>
    /// <returns>Zero: go ahead. Else how long FCM is to be left alone.</returns>
    public async Task<TimeSpan> TakeAsync(int messages, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var delay = await AskAsync(messages, now);
            if (delay <= TimeSpan.Zero || delay > TimeSpan.FromSeconds(1))
            {
                return delay;
            }

            await Task.Delay(delay, clock, cancellationToken);
        }
    }

    /// <summary>FCM has had enough for a while.</summary>
    public async Task BlockAsync(TimeSpan delay)
    {
        Volatile.Write(ref _blockedUntil, (clock.GetUtcNow() + delay).UtcTicks);
        try
        {
            await redis.GetDatabase().StringSetAsync(Blocked, "1", delay, When.Always, CommandFlags.None);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // The others will be told by FCM.
        }
    }

    private async Task<TimeSpan> AskAsync(int messages, DateTimeOffset now)
    {
        var own = TimeSpan.FromTicks(Volatile.Read(ref _blockedUntil) - now.UtcTicks);
        if (own > TimeSpan.Zero)
        {
            return own;
        }

        try
        {
            var answer = await redis.GetDatabase().ScriptEvaluateAsync(
                Take,
                [Blocked, $"{{push}}:{now.ToUnixTimeSeconds()}"],
                [messages, options.Value.MessagesPerSecond, 1000 - now.Millisecond]);
            return TimeSpan.FromMilliseconds((long)answer);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return TimeSpan.Zero;
        }
    }
}
