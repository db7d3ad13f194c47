using Logistics.Contracts.Common.V1;
using Logistics.Simulator.Api;
using Logistics.Simulator.Cast;

namespace Logistics.Simulator.Play;

/// <summary>
/// The accounts that are played: each merchant's own, and the demo accounts of a driver, a warehouse and the support desk.
/// </summary>
internal sealed class Crew(string password) : IDisposable
{
    private const int LooksIntoTheMailbox = 60;

    private static readonly TimeSpan ForNewsToSpread = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LinksAreMailedAgainAfter = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Account> _merchants = Merchant.All.ToDictionary(
        merchant => merchant.Email, merchant => new Account(merchant.Email, password));
    private readonly Account _driver = new("driver@demo.example", password);
    private readonly Account _warehouse = new("warehouse@demo.example", password);

    public Account Support { get; } = new("support@demo.example", password);

    public Account Of(Merchant merchant) => _merchants[merchant.Email];

    /// <summary>Who makes the scan of a status.</summary>
    public Account WhoScans(ShipmentStatus status) => status switch
    {
        ShipmentStatus.ArrivedAtWarehouse or ShipmentStatus.InCustoms or ShipmentStatus.AvailableForPickup => _warehouse,
        _ => _driver,
    };

    /// <summary>
    /// Signs everyone in; a merchant who is not known yet registers first and follows the link that comes by mail, and one who is known by
    /// another password, as from an earlier run, sets a new one. The platform gets a moment to hear of the new account everywhere.
    /// </summary>
    public async Task GatherAsync(LogisticsApi api, TimeProvider clock, CancellationToken cancellationToken)
    {
        foreach (var account in (Account[])[_driver, _warehouse, Support])
        {
            if (!await api.TrySignInAsync(account, cancellationToken))
            {
                throw new ApiException($"{account.Email} cannot sign in: is the password right?");
            }
        }

        var someAreNew = false;
        foreach (var merchant in Merchant.All)
        {
            var account = Of(merchant);
            if (!await api.TrySignInAsync(account, cancellationToken))
            {
                await api.RegisterAsync(account, merchant.Company, merchant.Locale, cancellationToken);
                someAreNew = true;
            }

            if (!await api.TrySignInAsync(account, cancellationToken))
            {
                await api.ForgetPasswordAsync(account, cancellationToken);
                await FollowLinkAsync(account, api.TryResetPasswordAsync, clock, cancellationToken);
            }

            if (!await api.IsConfirmedAsync(account, cancellationToken))
            {
                await api.ResendConfirmationAsync(account, cancellationToken);
                await FollowLinkAsync(account, api.TryConfirmAsync, clock, cancellationToken);
                someAreNew = true;
            }
        }

        await Task.Delay(someAreNew ? ForNewsToSpread : TimeSpan.Zero, clock, cancellationToken);
    }

    private async Task FollowLinkAsync(
        Account merchant,
        Func<Account, Account, DateTimeOffset, CancellationToken, Task<bool>> tryFollow,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - LinksAreMailedAgainAfter;
        for (var look = 0; look < LooksIntoTheMailbox; look++)
        {
            if (await tryFollow(merchant, Support, since, cancellationToken))
            {
                return;
            }

            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }

        throw new ApiException($"No link came by mail for {merchant.Email}.");
    }

    public void Dispose()
    {
        foreach (var account in All)
        {
            account.Dispose();
        }
    }

    private IEnumerable<Account> All => [.. _merchants.Values, _driver, _warehouse, Support];
}
