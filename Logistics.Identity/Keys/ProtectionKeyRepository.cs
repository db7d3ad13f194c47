using System.Xml.Linq;
using Logistics.Identity.Persistence;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Logistics.Identity.Keys;

/// <summary>Data Protection's key ring in Identity's database, the same for every replica. (Its interface knows no async.)</summary>
internal sealed class ProtectionKeyRepository(IServiceScopeFactory scopes, NpgsqlDataSource database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand("SELECT xml FROM protection_keys ORDER BY name LIMIT 1000");
        using var reader = command.ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(0)));
        }

        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        db.ProtectionKeys.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
