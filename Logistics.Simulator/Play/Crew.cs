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
    /// Signs everyone in; a merchant who is not known yet registers first and follows the link that comes by mail, and the platform gets a
    /// moment to hear of the new account everywhere.
    /// </summary>
    public async Task GatherAsync(LogisticsApi api, TimeProvider clock, CancellationToken cancellationToken)
    {
        var someAreNew = false;
        foreach (var merchant in Merchant.All)
        {
            if (!await api.TrySignInAsync(Of(merchant), cancellationToken))
            {
                await api.RegisterAsync(Of(merchant), merchant.Company, merchant.Locale, cancellationToken);
                someAreNew = true;
            }
        }

        foreach (var account in All)
        {
            if (!await api.TrySignInAsync(account, cancellationToken))
            {
                throw new ApiException($"{account.Email} cannot sign in: is the password right?");
            }
        }

        foreach (var merchant in _merchants.Values)
        {
            if (!await api.IsConfirmedAsync(merchant, cancellationToken))
            {
                await ConfirmAsync(merchant, api, clock, cancellationToken);
                someAreNew = true;
            }
        }

        await Task.Delay(someAreNew ? ForNewsToSpread : TimeSpan.Zero, clock, cancellationToken);
    }

    private async Task ConfirmAsync(Account merchant, LogisticsApi api, TimeProvider clock, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - LinksAreMailedAgainAfter;
        await api.ResendConfirmationAsync(merchant, cancellationToken);
        for (var look = 0; look < LooksIntoTheMailbox; look++)
        {
            if (await api.TryConfirmAsync(merchant, Support, since, cancellationToken))
            {
                return;
            }

            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }

        throw new ApiException($"{merchant.Email} cannot be confirmed: no link came by mail.");
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
