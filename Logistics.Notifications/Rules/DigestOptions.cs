using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Rules;

/// <summary>When digests come: section <c>Digest</c> of the configuration. Checked when the service starts.</summary>
internal sealed class DigestOptions
{
    /// <summary>When a daily one comes, on the clock of the person's time zone, or UTC's where that is not known. Default 08:00.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan At { get; set; } = TimeSpan.FromHours(8);
}

[OptionsValidator]
internal sealed partial class DigestOptionsValidator : IValidateOptions<DigestOptions>;
