using System.ComponentModel.DataAnnotations;

namespace Logistics.Gateway.Live;

/// <summary>How live streams behave.</summary>
internal sealed class LiveOptions
{
    public const string Section = "Gateway:Live";

    /// <summary>How often a silent stream says that it is alive.</summary>
    /// <value>Default: 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many updates wait for one slow watcher before its stream is closed; it can resume.</summary>
    /// <value>Default: 32.</value>
    [Range(1, 10_000)]
    public int WatcherBuffer { get; set; } = 32;

    /// <summary>How many streams one process serves; beyond, 503.</summary>
    /// <value>Default: 20,000.</value>
    [Range(1, 1_000_000)]
    public int MaxWatchers { get; set; } = 20_000;

    /// <summary>How long a new stream waits for the Tracking service before it answers 503.</summary>
    /// <value>Default: 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How soon the stream to the Tracking service is opened again after it broke: this, doubled each time up to
    /// <see cref="LongestPause"/>.
    /// </summary>
    /// <value>Default: 200 milliseconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan ShortestPause { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <value>Default: 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(5);
}
