using System.Text.Json;
using Logistics.Gateway.Api;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Logistics.Gateway.Idempotency;

/// <summary>Answers in Redis. Where Redis is away or slow, there are none: no claim is refused, nothing is kept, nothing fails.</summary>
internal sealed partial class AnswerCache(
    IConnectionMultiplexer redis, IOptions<IdempotencyOptions> options, TimeProvider clock, ILogger<AnswerCache> logger)
{
    /// <summary>Marks an entry as in flight; what was there before, if anything was, is returned and stays.</summary>
    public async Task<StoredAnswer?> ClaimAsync(string entry, StoredAnswer mark, TimeSpan lifetime)
    {
        if (!redis.IsConnected)
        {
            return null;
        }

        try
        {
            var database = redis.GetDatabase();
            if (await InTimeAsync(database.StringSetAsync(entry, Write(mark), lifetime, When.NotExists, CommandFlags.None)))
            {
                return null;
            }

            var found = (byte[]?)await InTimeAsync(database.StringGetAsync(entry));
            // Gone between the two: whoever had it failed just now. The caller may ask again.
            return found is null ? mark : JsonSerializer.Deserialize(found, GatewayJson.Shared.StoredAnswer);
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            LogAway(away);
            return null;
        }
    }

    /// <summary>Keeps an answer. Not awaited: a repeat travels the same way to Redis, behind it.</summary>
    public void Keep(string entry, StoredAnswer answer, TimeSpan lifetime) =>
        Forget(database => database.StringSetAsync(entry, Write(answer), lifetime, When.Always, CommandFlags.FireAndForget));

    /// <summary>Takes the mark away.</summary>
    public void Release(string entry) => Forget(database => database.KeyDeleteAsync(entry, CommandFlags.FireAndForget));

    private void Forget(Func<IDatabase, Task> command)
    {
        try
        {
            if (redis.IsConnected)
            {
                _ = command(redis.GetDatabase());
            }
        }
        catch (RedisException away)
        {
            LogAway(away);
        }
    }

    private Task<T> InTimeAsync<T>(Task<T> command) => command.WaitAsync(options.Value.Patience, clock);

    private static byte[] Write(StoredAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, GatewayJson.Shared.StoredAnswer);

    [LoggerMessage(7010, LogLevel.Warning, "The cache is away; idempotency rests on the services alone")]
    private partial void LogAway(Exception exception);
}
