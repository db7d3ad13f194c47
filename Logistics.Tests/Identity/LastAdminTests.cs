using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Features.Administer;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Logistics.Tests.Identity;

/// <summary>Administrators of a database of its own: there are only those that the test makes.</summary>
public sealed class LastAdminTests(SystemFixture fixture) : IAsyncLifetime
{
    private FreshDatabase<AccountsDbContext> _database = null!; // set before any test runs

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await FreshDatabase<AccountsDbContext>.CreateAsync(fixture, "identitydb");

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData("disable")]
    [InlineData("take")]
    public async Task The_last_administrator_stays(string act)
    {
        var admin = await AddAdminAsync();

        Assert.Equal("account.last_admin", (await ActAsync(act, admin, on: admin)).Error?.Code);

        Assert.Equal([admin], await ActiveAdminsAsync());
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("take")]
    public async Task Of_administrators_who_put_each_other_out_at_once_one_stays(string act)
    {
        var admins = new[] { await AddAdminAsync(), await AddAdminAsync(), await AddAdminAsync() };

        await Task.WhenAll(admins.SelectMany(admin => admins.Select(other => ActAsync(act, admin, on: other))));

        Assert.Single(await ActiveAdminsAsync());
    }

    [Fact]
    public async Task Who_is_no_administrator_any_more_does_nothing_more_whatever_the_token_says()
    {
        var (admin, former) = (await AddAdminAsync(), await AddAdminAsync());
        await ActAsync("disable", admin, on: former);

        Assert.Equal(ErrorKind.Forbidden, (await ActAsync("disable", former, on: admin)).Error?.Kind);
    }

    [Fact]
    public async Task Each_act_leaves_one_line_and_what_is_so_already_none()
    {
        var (admin, other) = (await AddAdminAsync(), await AddAdminAsync());
        await ActAsync("take", admin, on: other);
        await ActAsync("take", admin, on: other);
        await ActAsync("give", admin, on: other);
        await ActAsync("disable", admin, on: other);
        await ActAsync("enable", admin, on: other);

        await using var db = _database.Open();
        var lines = await db.AuditLog.OrderBy(line => line.Id).ToListAsync(Cancelled);
        Assert.Equal(
            [("role.taken", "ADMIN"), ("role.given", "ADMIN"), ("user.disabled", null), ("user.enabled", null)],
            lines.Select(line => (line.Action, line.Detail)));
        Assert.All(lines, line => Assert.Equal((admin, other), (line.ActorId, line.UserId)));
    }

    [Theory]
    [InlineData("UPDATE audit_log SET action = 'nothing'")]
    [InlineData("DELETE FROM audit_log")]
    [InlineData("TRUNCATE audit_log")]
    public async Task The_audit_log_cannot_be_changed(string sql)
    {
        var (admin, other) = (await AddAdminAsync(), await AddAdminAsync());
        await ActAsync("disable", admin, on: other);

        await using var db = _database.Open();
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql, Cancelled));

        Assert.Contains("append-only", refusal.MessageText, StringComparison.Ordinal);
        Assert.Equal("user.disabled", (await db.AuditLog.SingleAsync(Cancelled)).Action);
    }

    private Task<Guid> AddAdminAsync() => _database.AddAccountAsync(Roles.Admin);

    private async Task<Result<User>> ActAsync(string act, Guid admin, Guid on)
    {
        await using var db = _database.Open();
        var acts = new AdministrativeActs(db, TimeProvider.System);
        var caller = new Caller(admin, [Roles.Admin]);
        var role = new RoleRequest { UserId = $"{on}", Role = Roles.Admin };
        return await (act switch
        {
            "disable" => acts.DisableAsync($"{on}", caller, Cancelled),
            "enable" => acts.EnableAsync($"{on}", caller, Cancelled),
            "give" => acts.GiveRoleAsync(role, caller, Cancelled),
            "take" => acts.TakeRoleAsync(role, caller, Cancelled),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        });
    }

    private async Task<List<Guid>> ActiveAdminsAsync()
    {
        await using var db = _database.Open();
        return await db.ActiveAdmins().Select(account => account.Id).ToListAsync(Cancelled);
    }
}
