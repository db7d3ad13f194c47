using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Push;

/// <summary>Push messages by Firebase Cloud Messaging: section <c>Push</c> of the configuration. Checked when the service starts.</summary>
internal sealed class PushOptions : IValidatableObject
{
    private static readonly Uri Fcm = new("https://fcm.googleapis.com/");

    /// <summary>The file with the service account's key, as Google hands it out. None, the default: push messages are suppressed.</summary>
    public string? CredentialFile { get; set; }

    /// <summary>The Firebase project. None, the default: the one that the file names.</summary>
    public string? ProjectId { get; set; }

    /// <summary>Where FCM is. Default <c>https://fcm.googleapis.com/</c>.</summary>
    [Required]
    public Uri Url { get; set; } = Fcm;

    /// <summary>Messages on their way at once. Default 100, which one HTTP/2 connection takes.</summary>
    [Range(1, 1000)]
    public int InFlight { get; set; } = 100;

    /// <summary>Messages in a second, of all replicas together. Default 5,000: half of what FCM lets a project send.</summary>
    [Range(1, 100_000)]
    public int MessagesPerSecond { get; set; } = 5000;

    /// <summary>How long FCM may take for one message; Google asks for ten seconds at least. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(CredentialFile)
            && !(File.Exists(CredentialFile) && File.ReadAllText(CredentialFile).Contains("\"service_account\"", StringComparison.Ordinal)))
        {
            yield return new($"Push:CredentialFile is '{CredentialFile}'; there is no key of a service account.", [nameof(CredentialFile)]);
        }

        if (!Url.IsAbsoluteUri || !(Url.Scheme == Uri.UriSchemeHttps || (Url.Scheme == Uri.UriSchemeHttp && Url.IsLoopback)))
        {
            yield return new($"Push:Url is '{Url}'; it must begin with https://.", [nameof(Url)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class PushOptionsValidator : IValidateOptions<PushOptions>;
