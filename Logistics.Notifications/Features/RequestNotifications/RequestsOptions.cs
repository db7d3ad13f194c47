using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>What accounts may ask for: section <c>Requests</c> of the configuration. Checked when the service starts.</summary>
internal sealed class RequestsOptions
{
    /// <summary>How many recipients a merchant's requests of a day may have; SUPPORT and ADMIN have no limit. Default 10,000.</summary>
    [Range(1, 10_000_000)]
    public int RecipientsPerDay { get; set; } = 10_000;

    /// <summary>How long after its parcel was handed over an account may write to a party of it. Default 180 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan CorrespondentsFor { get; set; } = TimeSpan.FromDays(180);
}

[OptionsValidator]
internal sealed partial class RequestsOptionsValidator : IValidateOptions<RequestsOptions>;
