using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.ReceiveSmsReceipts;
using Logistics.Notifications.Sms;
using Logistics.Tests.Notifications.Support;
using Xunit;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications;

/// <summary>Against a provider that speaks Twilio's HTTP and fails when told to.</summary>
public sealed class SmsTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private const string Phone = "+213555000001";

    private LoopbackSmsProvider _provider = null!; // set before each test

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.ClearAsync();
        _provider = await LoopbackSmsProvider.StartedAsync(Cancelled);
    }

    public async ValueTask DisposeAsync() => await _provider.DisposeAsync();

    [Fact]
    public async Task A_message_says_what_happened_where_to_read_more_and_where_receipts_go()
    {
        await using var service = await WithOneAsync(ShipmentStatus.OutForDelivery);

        await service.DispatchAsync(Priority.High);

        var text = await TextAsync(service);
        Assert.Equal((NotificationState.Sent, "sms", 1), (text.State, text.Provider, text.Attempts));
        var sent = Assert.Single(_provider.Taken);
        Assert.Equal((Phone, "+15550100"), (sent["To"], sent["From"]));
        Assert.Equal($"Your package is out for delivery http://localhost:8000/track/{SampleEvents.TrackingNumber}", sent["Body"]);
        Assert.Equal($"http://localhost:8000/v1/callbacks/sms/sms/{text.Id}", sent["StatusCallback"]);
    }

    [Theory]
    [InlineData(400, """{"code":21614,"message":"not a mobile number"}""", NotificationState.Bounced, "sms_21614")]
    [InlineData(400, """{"code":21602,"message":"no body"}""", NotificationState.Failed, "sms_21602")]
    [InlineData(500, "oops", NotificationState.Retrying, "sms_500")]
    [InlineData(502, "<html>", NotificationState.Uncertain, "sms_502")]
    public async Task A_refusal_is_read_by_its_class(int status, string body, NotificationState state, string reason)
    {
        _provider.Script = _ => new Fault(status, body);
        await using var service = await WithOneAsync(ShipmentStatus.OutForDelivery);

        await service.DispatchAsync(Priority.High);

        var text = await TextAsync(service);
        Assert.Equal((state, reason, 1), (text.State, text.Reason, text.Attempts));
    }

    [Theory]
    [InlineData(401, Reasons.ProviderAway)]
    [InlineData(429, Reasons.Quota)]
    [InlineData(503, Reasons.ProviderAway)]
    public async Task What_the_provider_says_to_everyone_costs_no_attempt_and_stops_the_lane(int status, string reason)
    {
        _provider.Script = _ => new Fault(status) { RetryAfter = TimeSpan.FromSeconds(90) };
        await using var service = await WithOneAsync(ShipmentStatus.OutForDelivery);
        var lane = service.Lane(Priority.High);

        await lane.RunOnceAsync(Cancelled);

        var text = await TextAsync(service);
        Assert.Equal((NotificationState.Retrying, 0), (text.State, text.Attempts));
        Assert.Equal(TimeSpan.FromSeconds(status == 401 ? 1 : 90), lane.Pause);
        Assert.True(status == 401 || text.Reason == reason, text.Reason);
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_uncertain_and_its_receipt_settles_it()
    {
        _provider.Script = _ => Fault.AcceptThenDrop;
        await using var service = await WithOneAsync(ShipmentStatus.OutForDelivery);
        await service.DispatchAsync(Priority.High);
        var uncertain = await TextAsync(service);

        await ReportAsync(service, uncertain.Id, "delivered");
        service.Clock.Advance(TimeSpan.FromDays(1));
        await service.DispatchAsync(Priority.High);

        Assert.Equal((NotificationState.Uncertain, Reasons.ConnectionLost), (uncertain.State, uncertain.Reason));
        Assert.Equal(NotificationState.Delivered, (await TextAsync(service)).State);
        Assert.Single(_provider.Taken);
    }

    [Fact]
    public async Task While_one_provider_cannot_be_reached_the_other_sends()
    {
        await using var service = await WithOneAsync(ShipmentStatus.OutForDelivery);
        service.Configure<SmsOptions>(sms =>
        {
            sms.Fallback = Account(sms.Primary.Url);
            sms.Primary = Account(new Uri("http://127.0.0.1:1"));
        });
        using var primary = service.SmsSender(SmsProviders.Primary);
        using var fallback = service.SmsSender(SmsProviders.Fallback);

        await service.Lane(service.Route(primary, fallback), Priority.High).RunOnceAsync(Cancelled);

        Assert.Equal((NotificationState.Sent, "sms-fallback"), ((await TextAsync(service)).State, (await TextAsync(service)).Provider));
        Assert.EndsWith(
            $"/sms-fallback/{(await TextAsync(service)).Id}", Assert.Single(_provider.Taken)["StatusCallback"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("delivered", "", NotificationState.Delivered, null)]
    [InlineData("undelivered", "30003", NotificationState.Failed, "sms_30003")]
    [InlineData("undelivered", "30006", NotificationState.Bounced, "sms_30006")]
    [InlineData("failed", "", NotificationState.Failed, "sms_undelivered")]
    [InlineData("queued", "", NotificationState.Sent, null)]
    public async Task Receipts_move_it_on(string status, string errorCode, NotificationState state, string? reason)
    {
        await using var service = await WithOneAsync(ShipmentStatus.OutForDelivery);
        await service.DispatchAsync(Priority.High);
        var id = (await TextAsync(service)).Id;

        await ReportAsync(service, id, status, errorCode);
        await ReportAsync(service, id, status, errorCode);

        Assert.Equal((state, reason), ((await TextAsync(service)).State, (await TextAsync(service)).Reason));
        Assert.Single(await service.HistoryAsync(id), after => after == state);
    }

    [Fact]
    public async Task A_receipt_that_the_provider_has_not_signed_says_nothing()
    {
        await using var service = await WithOneAsync(ShipmentStatus.OutForDelivery);
        await service.DispatchAsync(Priority.High);
        var id = (await TextAsync(service)).Id;
        var fields = new Dictionary<string, string> { ["MessageStatus"] = "delivered" };
        var right = Signature(id, fields);

        Assert.False(await service.ReportSmsAsync("sms", id, "", fields));
        Assert.False(await service.ReportSmsAsync("sms", id, "not base64!", fields));
        Assert.False(await service.ReportSmsAsync("sms", Guid.Empty, right, fields)); // another's
        Assert.False(await service.ReportSmsAsync("sms", id, right, new() { ["MessageStatus"] = "failed" }));
        Assert.False(await service.ReportSmsAsync("sms-fallback", id, right, fields)); // there is none
        Assert.Equal(NotificationState.Sent, (await TextAsync(service)).State);
        Assert.True(await service.ReportSmsAsync("sms", id, right, fields));
    }

    /// <summary>The example in Twilio's documentation of how to check a signature.</summary>
    [Fact]
    public void The_signature_is_computed_as_published() => Assert.Equal(
        "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        Convert.ToBase64String(SmsSignature.Compute(
            new Uri("https://mycompany.com/myapp.php?foo=1&bar=2"),
            new Dictionary<string, string>
            {
                ["CallSid"] = "CA1234567890ABCDE",
                ["Caller"] = "+14158675309",
                ["Digits"] = "1234",
                ["From"] = "+14158675309",
                ["To"] = "+18005551212",
            },
            "12345")));

    [Fact]
    public async Task Without_a_provider_it_is_suppressed_and_without_a_phone_there_is_nothing_to_send()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        var @event = SampleEvents.Reached(ShipmentStatus.Delivered);
        await service.HandleAsync(@event, @event with
        {
            EventId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            Recipient = @event.Recipient with { Phone = Phone },
        });

        var text = await TextAsync(service);
        Assert.Equal((NotificationState.Suppressed, Reasons.ChannelNotConfigured), (text.State, text.Reason));
    }

    private static Task<bool> ReportAsync(NotificationsUnderTest service, Guid id, string status, string errorCode = "")
    {
        var fields = new Dictionary<string, string> { ["MessageSid"] = "SM1", ["MessageStatus"] = status, ["ErrorCode"] = errorCode };
        return service.ReportSmsAsync("sms", id, Signature(id, fields), fields);
    }

    private static string Signature(Guid id, Dictionary<string, string> fields) =>
        Convert.ToBase64String(
            SmsSignature.Compute(new Uri($"http://localhost:8000/v1/callbacks/sms/sms/{id}"), fields, LoopbackSmsProvider.Token));

    private static SmsAccount Account(Uri url) =>
        new() { Url = url, AccountSid = LoopbackSmsProvider.Sid, AuthToken = LoopbackSmsProvider.Token, From = "+15550100" };

    private static async Task<Notification> TextAsync(NotificationsUnderTest service) =>
        Assert.Single(await service.NotificationsAsync(), notification => notification.Channel == Channel.Sms);

    private async Task<NotificationsUnderTest> WithOneAsync(ShipmentStatus status)
    {
        var service = NotificationsUnderTest.WithSms(database, sms => sms.Primary = Account(_provider.Url));
        var @event = SampleEvents.Reached(status, recipientEmail: null);
        await service.HandleAsync(@event with { Recipient = @event.Recipient with { Phone = Phone } });
        return service;
    }
}
