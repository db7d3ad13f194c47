using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;

namespace FirebaseAdmin;

public sealed class AppOptions
{
    public GoogleCredential? Credential { get; set; }

    public string? ProjectId { get; set; }

    /// <summary>Makes the client that messages go by; the default is Google's.</summary>
    public HttpClientFactory? HttpClientFactory { get; set; }
}
