using System.ComponentModel.DataAnnotations;

namespace Logistics.Gateway.Idempotency;

/// <summary>How long answers are kept for repeats of a request.</summary>
internal sealed class IdempotencyOptions
{
    public const string Section = "Gateway:Idempotency";

    /// <summary>How long a repeat gets the kept answer from the cache. The services know keys for longer.</summary>
    /// <value>Default: 24 hours.</value>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// After how long a request that neither ended nor failed no longer holds back its repeats; must outlast the request time-out.
    /// </summary>
    /// <value>Default: 60 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan InFlightFor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the cache may take before the request goes on without it.</summary>
    /// <value>Default: 250 milliseconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(250);
}
