using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>How webhooks are sent, and where to.</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    public const string Section = "Webhooks";

    private static readonly TimeSpan[] DefaultRetryDelays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>What the endpoints' secrets are encrypted with in the database: the same for every replica, and not kept there.</summary>
    [Required, MinLength(16)]
    public string KeySecret { get; set; } = string.Empty;

    /// <summary>Earlier ones, as long as there are endpoints whose secrets were encrypted with them.</summary>
    /// <value>Default: none.</value>
    public string[] FormerKeySecrets { get; set; } = [];

    /// <summary>Whether <c>http://</c> will do.</summary>
    /// <value>Default: it will not.</value>
    public bool AllowHttp { get; set; }

    /// <summary>Networks (CIDR) that may be called although they are not public.</summary>
    /// <value>Default: none.</value>
    public string[] AllowedNetworks { get; set; } = [];

    /// <summary>How long an endpoint may take to answer.</summary>
    /// <value>Default: 15 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait before each further attempt, give or take a tenth; after the last it has failed.</summary>
    /// <value>Default: none, which means 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.</value>
    [MaxLength(20)]
    public IReadOnlyList<TimeSpan> RetryDelays { get; set; } = [];

    /// <summary>The longest pause that an endpoint gets which does not answer; the first is a second.</summary>
    /// <value>Default: 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Messages on their way to one endpoint at once.</summary>
    /// <value>Default: 8.</value>
    [Range(1, 64)]
    public int MessagesAtOnce { get; set; } = 8;

    /// <summary>Endpoints that one process sends to at once.</summary>
    /// <value>Default: 64.</value>
    [Range(1, 1_000)]
    public int EndpointsAtOnce { get; set; } = 64;

    /// <summary>How often to look for what nobody was woken for: retries, and what other replicas have queued.</summary>
    /// <value>Default: 1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long deliveries are kept, for the log and to be replayed.</summary>
    /// <value>Default: 30 days.</value>
    [Range(typeof(TimeSpan), "4.00:00:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The delays in force. (Configuration adds to a list that has defaults; hence the empty one above.)</summary>
    internal IReadOnlyList<TimeSpan> Delays => RetryDelays.Count == 0 ? DefaultRetryDelays : RetryDelays;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => AllowedNetworks
        .Where(network => !IPNetwork.TryParse(network, out _))
        .Select(network => new ValidationResult($"'{network}' is no network such as 10.0.0.0/8.", [nameof(AllowedNetworks)]));
}

[OptionsValidator]
internal sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
