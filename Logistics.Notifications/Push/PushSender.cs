using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Push;

/// <summary>
/// Push messages to all devices of a person. What became of a notification is the worst of what became of it at its devices that something
/// can be done about; those that have it are remembered and not sent to again.
/// </summary>
internal sealed class PushSender(
    PushClient client,
    PushComposer composer,
    PushQuota quota,
    IServiceScopeFactory scopes,
    IOptions<PushOptions> options,
    TimeProvider clock)
    : IChannelSender
{
    /// <summary>Which of several outcomes counts: first what another attempt can mend, then what is done.</summary>
    private static readonly SendResult[] Weight =
        [SendResult.Uncertain, SendResult.Refused, SendResult.NotTried, SendResult.Sent, SendResult.Rejected, SendResult.Nobody];

    public Channel Channel => Channel.Push;

    public string Name => "fcm";

    public int BatchSize => options.Value.InFlight;

    /// <summary>Time for one message, for waiting until its turn, and to write down what became of it.</summary>
    public TimeSpan Lease => options.Value.Timeout * 3;

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken)
    {
        var devices = await DevicesAsync(batch, cancellationToken);
        var answers = await Task.WhenAll(
            batch.Select(notification => SendOneAsync(notification, [.. devices[notification.UserId ?? Guid.Empty]], cancellationToken)));
        await ForgetAsync([.. answers.SelectMany(answer => answer.Dead).DistinctBy(device => device.Id)], cancellationToken);
        if (answers.Max(answer => answer.Outcome is { Reason: Reasons.Quota, RetryAfter: var delay } ? delay : null) is { } pause)
        {
            await quota.BlockAsync(pause);
        }

        return [.. answers.Select(answer => answer.Outcome)];
    }

    private async Task<(SendOutcome Outcome, IEnumerable<KnownDevice> Dead)> SendOneAsync(
        Notification notification, List<KnownDevice> devices, CancellationToken cancellationToken)
    {
        var reached = notification.ReachedDevices ?? [];
        var open = devices.FindAll(device => !reached.Contains(device.Id));
        if (open.Count == 0)
        {
            return (reached.Length > 0 ? SendOutcome.Sent : new SendOutcome(SendResult.Nobody, Reasons.NoDevice), []);
        }

        var outcomes = await Task.WhenAll(open.Select(device => SendToAsync(notification, device, cancellationToken)));
        reached = [.. reached, .. open.Where((_, i) => outcomes[i].Result == SendResult.Sent).Select(device => device.Id)];
        var outcome = outcomes.MinBy(outcome => Array.IndexOf(Weight, outcome.Result)) with { ReachedDevices = reached };
        return (outcome, open.Where((_, i) => outcomes[i].Result == SendResult.Nobody));
    }

    private async Task<SendOutcome> SendToAsync(Notification notification, KnownDevice device, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Timeout, clock);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            if (await quota.TakeAsync(1, bound.Token) is var wait && wait > TimeSpan.Zero)
            {
                return new SendOutcome(SendResult.NotTried, Reasons.Quota) { RetryAfter = wait };
            }

            await client.SendAsync(composer.Compose(notification, device.Token), bound.Token);
            return SendOutcome.Sent;
        }
        catch (Exception exception) when (PushReplies.IsOfTheWay(exception))
        {
            return PushReplies.Classify(exception, clock);
        }
    }

    private async Task<ILookup<Guid, KnownDevice>> DevicesAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = batch.Select(notification => notification.UserId ?? Guid.Empty).Distinct().ToList();
        var devices = await scope.ServiceProvider.GetRequiredService<NotificationsDbContext>().Devices.AsNoTracking()
            .Where(device => users.Contains(device.UserId) && !device.IsRemoved).ToListAsync(cancellationToken);
        return devices.ToLookup(device => device.UserId);
    }

    /// <summary>Devices whose tokens are dead. Identity, whose they are, is told, and tells us in turn that they are removed.</summary>
    private async Task ForgetAsync(IReadOnlyList<KnownDevice> dead, CancellationToken cancellationToken)
    {
        if (dead.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        var now = clock.GetUtcNow();
        foreach (var device in dead)
        {
            db.Publish(new PushTokenRejected
            {
                EventId = Guid.CreateVersion7(now),
                UserId = device.UserId,
                DeviceId = device.Id,
                OccurredAt = now,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
