using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.ServiceDefaults.Clients;

/// <summary>How one service is called. Section <c>ServiceClients:{service}</c>.</summary>
public sealed class ServiceClientOptions
{
    public const string Section = "ServiceClients";

    /// <summary>What a unary call may take when the caller sets no deadline itself. Streams have none.</summary>
    /// <value>Default: 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
internal sealed partial class ServiceClientOptionsValidator : IValidateOptions<ServiceClientOptions>;
