using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Features.ForgetWords;

/// <summary>How long things are kept: section <c>Retention</c> of the configuration. Checked when the service starts.</summary>
internal sealed class RetentionOptions
{
    /// <summary>
    /// How long it is kept what notifications said, and to what address. That they were told is kept for good. Default 90 days.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Words { get; set; } = TimeSpan.FromDays(90);
}

[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;
