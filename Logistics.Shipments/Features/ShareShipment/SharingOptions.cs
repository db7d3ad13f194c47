using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Shipments.Features.ShareShipment;

/// <summary>Links to shipments.</summary>
internal sealed class SharingOptions
{
    public const string Section = "Sharing";

    /// <summary>What the links are sealed with: the same for every replica.</summary>
    [Required, MinLength(16)]
    public string KeySecret { get; set; } = string.Empty;

    /// <summary>Earlier ones, as long as their links are to work.</summary>
    /// <value>Default: none.</value>
    public string[] FormerKeySecrets { get; set; } = [];

    /// <summary>How long a link works that says nothing of it.</summary>
    /// <value>Default: 7 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long one may work.</summary>
    /// <value>Default: 90 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan LongestLifetime { get; set; } = TimeSpan.FromDays(90);
}

[OptionsValidator]
internal sealed partial class SharingOptionsValidator : IValidateOptions<SharingOptions>;
