using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Email;

/// <summary>Mail: section <c>Smtp</c> of the configuration. Checked when the service starts.</summary>
internal sealed class SmtpOptions : SmtpServer, IValidatableObject
{
    private static readonly Uri LocalUrl = new("http://localhost:8000");

    /// <summary>Who mails are from. Default <c>Logistics</c>.</summary>
    [Required]
    public string FromName { get; set; } = "Logistics";

    /// <summary>
    /// The address that mails are from; its domain is also that of message ids. Default <c>no-reply@logistics.example</c>.
    /// </summary>
    [Required]
    [EmailAddress]
    public string FromAddress { get; set; } = "no-reply@logistics.example";

    /// <summary>Another server, which stands in while the first is away. Without a host, the default, there is none.</summary>
    [ValidateObjectMembers]
    public SmtpServer Fallback { get; set; } = new();

    /// <summary>Mails on their way at once, each on a connection of its own that is kept for the next. Default 8.</summary>
    [Range(1, 100)]
    public int Connections { get; set; } = 8;

    /// <summary>How long the server may take for one mail, the connecting included. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A connection unused for longer is not used again: servers hang up on idle clients. Default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Where links in mails lead: the public address of the system, over HTTPS unless it is this machine's. Default
    /// <c>http://localhost:8000</c>.
    /// </summary>
    [Required]
    public Uri PublicUrl { get; set; } = LocalUrl;

    /// <summary>
    /// What shows that a bounce comes from the mail server: it goes with each that is handed in. None, the default: none is taken.
    /// </summary>
    [MinLength(16)]
    public string? BounceToken { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!PublicUrl.IsAbsoluteUri
            || !(PublicUrl.Scheme == Uri.UriSchemeHttps || (PublicUrl.Scheme == Uri.UriSchemeHttp && PublicUrl.IsLoopback)))
        {
            yield return new($"Smtp:PublicUrl is '{PublicUrl}'; it must be an address that begins with https://.", [nameof(PublicUrl)]);
        }
        else if (!PublicUrl.AbsolutePath.EndsWith('/') || PublicUrl.Query.Length > 0 || PublicUrl.Fragment.Length > 0)
        {
            yield return new($"Smtp:PublicUrl is '{PublicUrl}'; it must end with a slash: links are put behind it.", [nameof(PublicUrl)]);
        }
    }
}

/// <summary>Where a mail server is, and who we are to it.</summary>
internal class SmtpServer
{
    /// <summary>
    /// The server. None, the default: mail does not go this way. Without any, it goes to the development mailbox in Development and is
    /// suppressed elsewhere.
    /// </summary>
    public string? Host { get; set; }

    /// <summary>Default 587.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Default <see cref="SecureSocketOptions.StartTls"/>: encrypted or not at all.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    /// <summary>None, the default: no sign-in.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }
}

[OptionsValidator]
internal sealed partial class SmtpOptionsValidator : IValidateOptions<SmtpOptions>;
