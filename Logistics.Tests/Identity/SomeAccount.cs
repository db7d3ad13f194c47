using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Xunit;

namespace Logistics.Tests.Identity;

/// <summary>Accounts as they are in the database, without the way there.</summary>
internal static class SomeAccount
{
    public static async Task<Guid> AddAccountAsync(
        this FreshDatabase<AccountsDbContext> database, string role, DateTimeOffset? createdAt = null, Action<Account>? change = null)
    {
        var id = Guid.CreateVersion7();
        await using var db = database.Open();
        var account = new Account
        {
            Id = id,
            Name = "Someone",
            Locale = "en",
            Email = $"{id:N}@example.com",
            NormalizedEmail = $"{id:N}",
            UserName = $"{id:N}",
            NormalizedUserName = $"{id:N}",
            CreatedAt = createdAt ?? TimeProvider.System.GetUtcNow(),
        };
        change?.Invoke(account);
        db.Accounts.Add(account);
        db.AccountRoles.Add(new IdentityUserRole<Guid> { UserId = id, RoleId = RoleIds.Of(role) });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return id;
    }
}
