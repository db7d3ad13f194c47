using Logistics.Identity;
using Logistics.Identity.Domain;
using Logistics.Identity.Keys;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Logistics.Tests.Identity.Support;

/// <summary>
/// Signs with the running Identity's own key, what Identity itself would never sign: only so is a token wrong in one thing alone.
/// </summary>
internal static class RealSigner
{
    /// <param name="ahead">How far the signer's clock is ahead.</param>
    public static async Task<string> SignAsync(
        RunningSystem system, TimeSpan ahead = default, Action<CallerAuthenticationOptions>? change = null)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var connection = await system.ConnectionStringAsync("identitydb", cancellationToken);
        var secret = system.Snapshot("identity").EnvironmentVariables.Single(variable => variable.Name == "Identity__KeySecret").Value;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new ClockAhead(ahead));
        services.Configure<IdentitySettings>(settings => settings.KeySecret = secret!); // not null: Identity would not have started
        services.Configure<CallerAuthenticationOptions>(options => change?.Invoke(options));
        services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
        services.AddDbContext<AccountsDbContext>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddKeyProtection();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<AccessTokens>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        provider.GetRequiredService<KeyRing>().Take(await db.SigningKeys.AsNoTracking().ToListAsync(cancellationToken));
        var account = new Account { Id = Guid.CreateVersion7(), Name = "Nobody", Locale = "en" };
        return provider.GetRequiredService<AccessTokens>().Issue(account, [Roles.Admin], Guid.CreateVersion7());
    }

    private sealed class ClockAhead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
