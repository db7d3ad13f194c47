using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Tests.Mail;
using Logistics.Tests.Notifications.Support;
using StackExchange.Redis;
using Xunit;
using Channel = Logistics.Contracts.Notifications.V1.Channel;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications;

/// <summary>What a provider can do wrong, by channel, and what becomes of the message: the whole table.</summary>
public sealed class ProviderFaultTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private const Channel Mail = Channel.Email;
    private const Channel Push = Channel.Push;
    private const Channel Text = Channel.Sms;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);

    private LoopbackFcm _fcm = null!; // set before each test
    private LoopbackSmsProvider _sms = null!; // the same
    private ConnectionMultiplexer _redis = null!; // the same

    /// <summary>
    /// The channel, the fault, what becomes of the message, whether it costs an attempt, how long the lane pauses, how often the provider
    /// has the message.
    /// </summary>
    public static TheoryData<Channel, string, NotificationState, string?, int, int, int> Faults => new()
    {
        { Mail, "none", NotificationState.Sent, null, 1, 0, 1 },
        { Push, "none", NotificationState.Sent, null, 1, 0, 1 },
        { Text, "none", NotificationState.Sent, null, 1, 0, 1 },
        { Mail, "slow", NotificationState.Sent, null, 1, 0, 1 },
        { Push, "slow", NotificationState.Sent, null, 1, 0, 1 },
        { Text, "slow", NotificationState.Sent, null, 1, 0, 1 },
        { Mail, "silent", NotificationState.Uncertain, Reasons.ConnectionLost, 1, 0, 0 },
        { Push, "silent", NotificationState.Uncertain, Reasons.ConnectionLost, 1, 0, 0 },
        { Text, "silent", NotificationState.Uncertain, Reasons.ConnectionLost, 1, 0, 0 },
        { Mail, "refuses connections", NotificationState.Retrying, Reasons.ProviderAway, 0, 1, 0 },
        { Push, "refuses connections", NotificationState.Retrying, Reasons.ProviderAway, 0, 1, 0 },
        { Text, "refuses connections", NotificationState.Retrying, Reasons.ProviderAway, 0, 1, 0 },
        { Mail, "drops", NotificationState.Uncertain, Reasons.ConnectionLost, 1, 0, 0 },
        { Push, "drops", NotificationState.Uncertain, Reasons.ConnectionLost, 1, 0, 0 },
        { Text, "drops", NotificationState.Uncertain, Reasons.ConnectionLost, 1, 0, 0 },
        { Mail, "accepts, then drops", NotificationState.Uncertain, Reasons.ConnectionLost, 1, 0, 1 },
        { Push, "accepts, then drops", NotificationState.Uncertain, Reasons.ConnectionLost, 1, 0, 1 },
        { Text, "accepts, then drops", NotificationState.Uncertain, Reasons.ConnectionLost, 1, 0, 1 },
        { Mail, "4xx", NotificationState.Retrying, "smtp_451", 1, 0, 0 }, // a greylist
        { Push, "4xx", NotificationState.Failed, "push_invalid", 1, 0, 0 },
        { Text, "4xx", NotificationState.Failed, "sms_400", 1, 0, 0 },
        { Mail, "5xx", NotificationState.Failed, "smtp_554", 1, 0, 0 },
        { Push, "5xx", NotificationState.Retrying, "push_internal", 1, 0, 0 },
        { Text, "5xx", NotificationState.Retrying, "sms_500", 1, 0, 0 },
        { Mail, "nobody there", NotificationState.Bounced, "smtp_550", 1, 0, 0 },
        { Push, "nobody there", NotificationState.Suppressed, Reasons.NoDevice, 1, 0, 0 },
        { Text, "nobody there", NotificationState.Bounced, "sms_21614", 1, 0, 0 },
        { Mail, "away", NotificationState.Retrying, "smtp_421", 0, 1, 0 }, // SMTP has no Retry-After
        { Push, "away", NotificationState.Retrying, Reasons.ProviderAway, 0, 90, 0 },
        { Text, "away", NotificationState.Retrying, Reasons.ProviderAway, 0, 90, 0 },
        { Push, "quota", NotificationState.Retrying, Reasons.Quota, 0, 90, 0 },
        { Text, "quota", NotificationState.Retrying, Reasons.Quota, 0, 90, 0 },
    };

    public async ValueTask InitializeAsync()
    {
        await database.ClearAsync();
        _redis = await ConnectionMultiplexer.ConnectAsync(database.CacheConnectionString + ",defaultDatabase=5"); // a quota of one's own
        await _redis.GetDatabase().KeyDeleteAsync("{push}:blocked");
        _fcm = await LoopbackFcm.StartedAsync(TestContext.Current.CancellationToken);
        _sms = await LoopbackSmsProvider.StartedAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _redis.Dispose();
        await _fcm.DisposeAsync();
        File.Delete(_fcm.CredentialFile);
        await _sms.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_fault_has_its_consequence(
        Channel channel, string fault, NotificationState state, string? reason, int attempts, int pauseSeconds, int taken)
    {
        await using var smtp = new LoopbackSmtpServer { Script = SmtpScript(fault) };
        _fcm.Script = _ => PushFault(fault);
        _sms.Script = _ => TextFault(fault);
        await using var service = Service(channel, smtp.Port, fault == "silent" ? Patience : Ample);
        await service.HandleAsync(SampleEvents.Registered(SampleEvents.Owner, "owner@people.example"));
        await service.HandlePeopleAsync(Phone());
        await service.HandleAsync(OutForDelivery());
        if (fault == "refuses connections")
        {
            await Task.WhenAll(smtp.DisposeAsync().AsTask(), _fcm.DisposeAsync().AsTask(), _sms.DisposeAsync().AsTask());
        }

        var lane = service.Lane(Priority.High);
        await lane.RunOnceAsync(TestContext.Current.CancellationToken);

        var told = await ToldAsync(service, channel);
        Assert.Equal((state, reason, attempts), (told.State, told.Reason, told.Attempts));
        Assert.Equal(TimeSpan.FromSeconds(pauseSeconds), lane.Pause);
        Assert.Equal(taken, channel switch
        {
            Mail => smtp.Received.Count(mail => mail.Recipients[0] == "amina@people.example"),
            Push => _fcm.Taken.Count,
            _ => _sms.Taken.Count,
        });
    }

    [Fact]
    public async Task A_mail_server_that_hung_up_between_two_mails_leaves_neither_uncertain()
    {
        await using var smtp = new LoopbackSmtpServer();
        await using var service = Service(Mail, smtp.Port, Ample);
        await service.HandleAsync(OutForDelivery());
        await service.DispatchAsync(Priority.High);

        smtp.Script = line => line == "NOOP" ? Misbehaviour.Drop : null;
        service.Clock.Advance(TimeSpan.FromSeconds(5));
        await service.HandleAsync(OutForDelivery());
        await service.DispatchAsync(Priority.High);

        Assert.Equal(2, smtp.Received.Count);
        Assert.Equal(2, smtp.Connections);
        Assert.All(
            (await service.NotificationsAsync()).Where(told => told is { Channel: Mail, Role: RecipientRole.Recipient }),
            told => Assert.Equal(NotificationState.Sent, told.State));
    }

    private static ShipmentStatusChanged OutForDelivery()
    {
        var @event = SampleEvents.Reached(ShipmentStatus.OutForDelivery);
        return @event with { Recipient = @event.Recipient with { Phone = "+213555000001" } };
    }

    private static DeviceRegistered Phone() => new()
    {
        EventId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        UserId = SampleEvents.Owner,
        DeviceId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        Platform = "ANDROID",
        Token = "phone",
        OccurredAt = TimeProvider.System.GetUtcNow(),
    };

    private static Task Never() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, TestContext.Current.CancellationToken);

    private static Task Soon() => Task.Delay(Patience / 4, TimeProvider.System, TestContext.Current.CancellationToken);

    private static Func<string, Misbehaviour?> SmtpScript(string fault) => line => (fault, line.Split(' ')[0]) switch
    {
        ("slow", ".") => new Misbehaviour("250 taken", Soon()),
        ("silent", "DATA") => new Misbehaviour("354 late", Never()),
        ("drops", "DATA") or ("accepts, then drops", ".") => Misbehaviour.Drop,
        ("4xx", "RCPT") => new Misbehaviour("451 4.7.1 greylisted, come back"),
        ("5xx", ".") => new Misbehaviour("554 5.6.0 not like this"),
        ("nobody there", "RCPT") => new Misbehaviour("550 5.1.1 nobody"),
        ("away", "MAIL") => new Misbehaviour("421 4.3.2 closing"),
        _ => null,
    };

    private static Fault? PushFault(string fault) => fault switch
    {
        "slow" => new Fault(200, """{"name":"projects/parcels/messages/1"}""") { Until = Soon(), IsTaken = true },
        "silent" => Fault.Drop with { Until = Never() },
        "drops" => Fault.Drop,
        "accepts, then drops" => Fault.AcceptThenDrop,
        "4xx" => LoopbackFcm.Refusal(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT"),
        "5xx" => LoopbackFcm.Refusal(500, "INTERNAL", "INTERNAL"),
        "nobody there" => LoopbackFcm.Refusal(404, "NOT_FOUND", "UNREGISTERED"),
        "away" => LoopbackFcm.Refusal(503, "UNAVAILABLE", "UNAVAILABLE") with { RetryAfter = TimeSpan.FromSeconds(90) },
        "quota" => LoopbackFcm.Refusal(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED") with { RetryAfter = TimeSpan.FromSeconds(90) },
        _ => null,
    };

    private static Fault? TextFault(string fault) => fault switch
    {
        "slow" => new Fault(201, """{"sid":"SM1"}""") { Until = Soon(), IsTaken = true },
        "silent" => Fault.Drop with { Until = Never() },
        "drops" => Fault.Drop,
        "accepts, then drops" => Fault.AcceptThenDrop,
        "4xx" => new Fault(400, "not understood"),
        "5xx" => new Fault(500),
        "nobody there" => new Fault(400, """{"code":21614}"""),
        "away" => new Fault(503) { RetryAfter = TimeSpan.FromSeconds(90) },
        "quota" => new Fault(429) { RetryAfter = TimeSpan.FromSeconds(90) },
        _ => null,
    };

    private static async Task<Notification> ToldAsync(NotificationsUnderTest service, Channel channel) => Assert.Single(
        await service.NotificationsAsync(), told => told.Channel == channel
            && told.Role == (channel == Push ? RecipientRole.Sender : RecipientRole.Recipient));

    private NotificationsUnderTest Service(Channel channel, int smtpPort, TimeSpan timeout) => channel switch
    {
        Mail => NotificationsUnderTest.WithSmtp(database, smtpPort, smtp => smtp.Timeout = timeout),
        Push => NotificationsUnderTest.WithPush(database, _fcm, _redis, configure: push => push.Timeout = timeout),
        _ => NotificationsUnderTest.WithSms(database, sms => (sms.Timeout, sms.Primary) = (timeout, new()
        {
            Url = _sms.Url,
            AccountSid = LoopbackSmsProvider.Sid,
            AuthToken = LoopbackSmsProvider.Token,
            From = "+15550100",
        })),
    };
}
