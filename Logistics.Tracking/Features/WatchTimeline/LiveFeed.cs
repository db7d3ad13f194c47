using System.Threading.Channels;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Live;
using Logistics.Tracking.Features.WatchAccount;
using StackExchange.Redis;

namespace Logistics.Tracking.Features.WatchTimeline;

/// <summary>
/// Carries fresh timeline entries to the watchers of every replica: straight to our own, by Redis to the others.
/// <para>
/// One Redis channel for all parcels, a batch a message. A channel for each number would spare replicas what nobody follows there, but cost
/// a round trip for each number followed, before it may be acknowledged, and thousands of them after each reconnect. The entries of a busy
/// day are less work than that.
/// </para>
/// <para>
/// Redis keeps nothing for those who are away. Whenever someone may have missed a message, streams end with UNAVAILABLE and callers follow
/// again and read the timelines: our own streams when our connection was away; everyone's, by a message without entries, when we could not
/// send something, and when we start, since we may have been killed between a commit and its announcement. While Redis is away our own
/// watchers are served on.
/// </para>
/// </summary>
internal sealed partial class LiveFeed : BackgroundService
{
    private const int UnsentMessages = 256;
    private static readonly RedisChannel RedisName = new("logistics:tracking:entries", RedisChannel.PatternMode.Literal);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Watchers _watchers;
    private readonly EntryTail _tail;
    private readonly Doorbell _bell;
    private readonly IConnectionMultiplexer _redis;
    private readonly TimeProvider _clock;
    private readonly ILogger<LiveFeed> _logger;
    private readonly Guid _origin;
    private readonly Channel<byte[]> _unsent = Channel.CreateBounded<byte[]>(UnsentMessages);
    private volatile bool _othersMayMiss = true;

    public LiveFeed(
        Watchers watchers,
        EntryTail tail,
        Doorbell bell,
        IConnectionMultiplexer redis,
        IHostApplicationLifetime lifetime,
        TimeProvider clock,
        ILogger<LiveFeed> logger)
    {
        (_watchers, _tail, _bell, _redis, _clock, _logger) = (watchers, tail, bell, redis, clock, logger);
        _origin = Guid.CreateVersion7(clock.GetUtcNow());
        _redis.ConnectionRestored += (_, restored) => OnConnectionRestored(restored.ConnectionType);
        lifetime.ApplicationStopping.Register(() => _watchers.Close(LiveErrors.Resubscribe));
    }

    /// <summary>Tells the watchers what is new, and committed. Does not wait for Redis.</summary>
    public void Announce(IEnumerable<WatchResponse> news)
    {
        var responses = news.ToList();
        Deliver(responses);
        if (!_unsent.Writer.TryWrite(new FeedMessage(_origin, responses).Encode()))
        {
            _othersMayMiss = true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var subscriber = _redis.GetSubscriber();
        var subscribed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!subscribed)
                {
                    await subscriber.SubscribeAsync(RedisName, (_, message) => Receive(message));
                    subscribed = true;
                }

                if (_othersMayMiss)
                {
                    _othersMayMiss = false;
                    await subscriber.PublishAsync(RedisName, new FeedMessage(_origin, []).Encode());
                }

                await subscriber.PublishAsync(RedisName, await _unsent.Reader.ReadAsync(stoppingToken));
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                _othersMayMiss = true;
                LogAway(exception);
                await Task.Delay(RetryDelay, _clock, stoppingToken);
            }
        }
    }

    private void Receive(byte[]? bytes)
    {
        var message = FeedMessage.Decode(bytes ?? []);
        if (message.Origin == _origin)
        {
            return;
        }

        if (message.Entries.Count == 0)
        {
            _watchers.EndAll(LiveErrors.Resubscribe);
        }
        else
        {
            Deliver(message.Entries);
        }
    }

    private void Deliver(IReadOnlyList<WatchResponse> news)
    {
        _watchers.Deliver(news);
        _tail.Tell(news);
        _bell.Ring();
    }

    /// <summary>By the time that it is raised, the client has subscribed again.</summary>
    private void OnConnectionRestored(ConnectionType connection)
    {
        if (connection == ConnectionType.Subscription)
        {
            LogBack();
            _watchers.EndAll(LiveErrors.Resubscribe);
        }
    }

    [LoggerMessage(3001, LogLevel.Warning, "Redis is away; watchers on other replicas will have to follow again")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(3002, LogLevel.Information, "Redis is back; our watchers follow again")]
    private partial void LogBack();
}
