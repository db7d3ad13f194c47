using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Xunit;
using static Logistics.Contracts.Notifications.V1.NotificationState;

namespace Logistics.Tests.Notifications;

/// <summary>States only move forward.</summary>
public sealed class LifeCycleTests
{
    private static readonly NotificationState[] Ends = [Suppressed, Delivered, Failed, Bounced, Expired, Cancelled];

    [Fact]
    public void Nothing_follows_an_end() => Assert.All(Ends, state => Assert.Empty(LifeCycle.From(state)));

    [Fact]
    public void Every_other_state_comes_to_an_end() => Assert.All(
        Enum.GetValues<NotificationState>().Except([Unspecified, .. Ends]), state => Assert.Contains(Reachable(state), Ends.Contains));

    [Fact]
    public void Nothing_that_a_provider_has_taken_is_sent_again() =>
        Assert.Empty(Reachable(Sent).Intersect([Queued, Sending, Retrying, Deferred]));

    [Fact]
    public void Nothing_is_accepted_twice() => Assert.Empty(LifeCycle.Before(Accepted));

    private static HashSet<NotificationState> Reachable(NotificationState from)
    {
        var found = new HashSet<NotificationState>();
        var next = new Queue<NotificationState>([from]);
        while (next.TryDequeue(out var state))
        {
            foreach (var after in LifeCycle.From(state).Where(found.Add))
            {
                next.Enqueue(after);
            }
        }

        return found;
    }
}
