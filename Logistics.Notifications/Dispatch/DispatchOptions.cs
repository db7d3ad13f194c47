using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Dispatch;

/// <summary>How notifications go out: section <c>Dispatch</c> of the configuration. Checked when the service starts.</summary>
internal sealed class DispatchOptions
{
    private static readonly TimeSpan[] DefaultRetryDelays =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    /// <summary>
    /// How long to wait before each further attempt; after the last it has failed. Empty, the default: 10 s, 1 min, 5 min, 30 min, 2 h.
    /// </summary>
    [MaxLength(20)]
    public IReadOnlyList<TimeSpan> RetryDelays { get; set; } = [];

    /// <summary>How often to look for what nobody was woken for: retries, and what other replicas have queued. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two knocks at a provider that is away; the first is a second. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a mail to an account waits for us to hear of that account. Default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ContactGrace { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a stopping service lets what it is sending go on. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The delays in force. (Configuration adds to a list that has defaults; hence the empty one above.)</summary>
    internal IReadOnlyList<TimeSpan> Delays => RetryDelays.Count == 0 ? DefaultRetryDelays : RetryDelays;
}

[OptionsValidator]
internal sealed partial class DispatchOptionsValidator : IValidateOptions<DispatchOptions>;
