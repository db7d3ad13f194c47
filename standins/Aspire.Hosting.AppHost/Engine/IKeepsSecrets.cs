namespace Aspire.Hosting.Engine;

/// <summary>A builder that generated parameters can be kept by: the application's, and the one that tests wrap around it.</summary>
internal interface IKeepsSecrets
{
    SecretStore Secrets { get; }
}
