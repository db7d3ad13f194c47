using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Sms;

/// <summary>Text messages: section <c>Sms</c> of the configuration. Checked when the service starts.</summary>
internal sealed class SmsOptions
{
    /// <summary>The provider. Without an account, the default, text messages are suppressed.</summary>
    [ValidateObjectMembers]
    public SmsAccount Primary { get; set; } = new();

    /// <summary>Another that stands in while the first is away. Without an account, the default, there is none.</summary>
    [ValidateObjectMembers]
    public SmsAccount Fallback { get; set; } = new();

    /// <summary>Messages on their way at once. Default 20.</summary>
    [Range(1, 500)]
    public int InFlight { get; set; } = 20;

    /// <summary>How long a provider may take for one message. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>An account with a provider that speaks Twilio's HTTP.</summary>
internal sealed class SmsAccount : IValidatableObject
{
    private static readonly Uri Twilio = new("https://api.twilio.com/");

    /// <summary>Default <c>https://api.twilio.com/</c>.</summary>
    [Required]
    public Uri Url { get; set; } = Twilio;

    public string? AccountSid { get; set; }

    /// <summary>The password, and the secret that receipts are signed with.</summary>
    public string? AuthToken { get; set; }

    /// <summary>The number or name that messages are from.</summary>
    public string? From { get; set; }

    internal bool IsConfigured => !string.IsNullOrWhiteSpace(AccountSid);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsConfigured && (string.IsNullOrWhiteSpace(AuthToken) || string.IsNullOrWhiteSpace(From)))
        {
            yield return new("An account for text messages needs AccountSid, AuthToken and From.", [nameof(AuthToken), nameof(From)]);
        }

        if (!Url.IsAbsoluteUri || !(Url.Scheme == Uri.UriSchemeHttps || (Url.Scheme == Uri.UriSchemeHttp && Url.IsLoopback)))
        {
            yield return new($"The provider's Url is '{Url}'; it must begin with https://.", [nameof(Url)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class SmsOptionsValidator : IValidateOptions<SmsOptions>;
