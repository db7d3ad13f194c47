using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications.Support;

/// <summary>Answers as told, without a provider behind it.</summary>
internal sealed class ScriptedSender(string name, Channel channel = Channel.Email) : IChannelSender
{
    public Channel Channel => channel;

    public string Name => name;

    public int BatchSize => 10;

    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(10);

    public SendOutcome Outcome { get; set; } = SendOutcome.Sent;

    public int Calls { get; private set; }

    public Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken)
    {
        Calls++;
        return Task.FromResult<IReadOnlyList<SendOutcome>>([.. batch.Select(_ => Outcome)]);
    }
}
