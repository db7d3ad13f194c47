using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Logistics.Identity.Keys;

internal static class KeyProtectionExtensions
{
    private const string ApplicationName = "logistics-identity";

    /// <summary>
    /// Data Protection with its ring in the database, encrypted by the configured secret (docs/adr/0017-signing-keys.md).
    /// </summary>
    public static void AddKeyProtection(this IServiceCollection services)
    {
        services.AddSingleton<KeyProtection>();
        services.AddSingleton<IXmlRepository, ProtectionKeyRepository>();
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository, KeyProtection>((keys, repository, protection) =>
        {
            keys.XmlRepository = repository;
            keys.XmlEncryptor = new KeySecretEncryptor(protection);
        });
    }
}
