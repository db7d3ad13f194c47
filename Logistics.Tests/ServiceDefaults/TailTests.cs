using Grpc.Core;
using Logistics.ServiceDefaults.Live;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Logistics.Tests.ServiceDefaults;

public sealed class TailTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_joins_while_nothing_can_be_read_is_told_to_come_again()
    {
        using var tail = new Numbers();
        await tail.StartAsync(Cancelled);
        var early = new TailWatcher<int>(_ => true);

        await tail.JoinAsync(early, Cancelled);

        var told = await Assert.ThrowsAsync<RpcException>(async () => await FirstAsync(early));
        Assert.Equal(StatusCode.Unavailable, told.StatusCode);
        tail.Leave(early);
        var late = new TailWatcher<int>(_ => true);
        await tail.JoinAsync(late, Cancelled);
        Assert.Equal(1, await FirstAsync(late));
        await tail.StopAsync(Cancelled);
    }

    private static async Task<int> FirstAsync(TailWatcher<int> watcher)
    {
        await using var entries = watcher.ReadAllAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        await entries.MoveNextAsync();
        return entries.Current;
    }

    /// <summary>1, 2, 3, …, from a source that is away at first.</summary>
    private sealed class Numbers() : Tail<int, int>(
        new Doorbell(),
        new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance),
        TimeProvider.System,
        NullLogger<Numbers>.Instance)
    {
        private int _asked;

        protected override Task<int> FindEndAsync(CancellationToken cancellationToken) =>
            ++_asked == 1 ? throw new IOException("Away.") : Task.FromResult(0);

        protected override Task<(IReadOnlyList<int> Entries, int UpTo, bool More)> ReadAsync(
            int after, CancellationToken cancellationToken) =>
            Task.FromResult<(IReadOnlyList<int>, int, bool)>(([after + 1], after + 1, false));
    }
}
