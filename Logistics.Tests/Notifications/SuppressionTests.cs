using System.Text;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Email;
using Logistics.Tests.Mail;
using Logistics.Tests.Notifications.Support;
using Xunit;
using Suppression = Logistics.Notifications.Domain.Suppression;

namespace Logistics.Tests.Notifications;

/// <summary>Addresses that nothing is sent to any more: who bounces, and who has had enough.</summary>
public sealed class SuppressionTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private const string Token = "what the mail server knows";

    private static readonly Guid Keeper = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_address_that_a_server_does_not_know_gets_no_more_until_it_is_lifted()
    {
        await using var server = new LoopbackSmtpServer
        {
            Script = line => line.StartsWith("RCPT", StringComparison.Ordinal)
            ? new("550 5.1.1 nobody here")
            : null
        };
        await using var service = NotificationsUnderTest.WithSmtp(database, server.Port);
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await service.DispatchAsync();
        server.Script = _ => null;

        var suppressed = await TellAsync(service, ShipmentStatus.Returning, "Amina@People.example");
        var suppression = Assert.Single(await service.AllAsync<Suppression>());
        Assert.True(await service.LiftAsync(suppression.Id, Keeper));
        Assert.False(await service.LiftAsync(suppression.Id, Keeper));
        var after = await TellAsync(service, ShipmentStatus.Lost);

        Assert.Equal((NotificationState.Suppressed, Reasons.HardBounce, 0), (suppressed.State, suppressed.Reason, suppressed.Attempts));
        Assert.Equal(
            ("amina@people.example", Suppression.Everything, "smtp_550"), (suppression.AddressKey, suppression.Scope, suppression.Detail));
        Assert.Single(server.Received);
        Assert.Equal(NotificationState.Sent, after.State);
        Assert.Equal(Keeper, Assert.Single(await service.AllAsync<Suppression>()).LiftedBy);
    }

    [Theory]
    [InlineData("552 5.2.2 full")]
    [InlineData("554 5.7.1 not from you")]
    public async Task A_refusal_that_is_not_about_the_address_suppresses_nothing(string reply)
    {
        await using var server = new LoopbackSmtpServer
        {
            Script = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? new(reply) : null,
        };
        await using var service = NotificationsUnderTest.WithSmtp(database, server.Port);
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));

        await service.DispatchAsync();

        Assert.Equal(NotificationState.Failed, (await service.MailAsync()).State);
        Assert.Empty(await service.AllAsync<Suppression>());
    }

    [Fact]
    public async Task One_click_ends_mails_of_that_kind_and_no_others()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await service.DispatchAsync();
        var mail = await service.MailAsync();
        var raw = Encoding.ASCII.GetString(Assert.Single(await service.MailsAsync()).Raw).Replace("\r\n ", " ", StringComparison.Ordinal);
        Assert.Contains($"<http://localhost:8000/v1/unsubscribe/{mail.Id}/{mail.UnsubscribeToken}>", raw, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", raw, StringComparison.Ordinal);

        Assert.False(await service.UnsubscribeAsync(mail.Id, Guid.Empty));
        Assert.True(await service.UnsubscribeAsync(mail.Id, mail.UnsubscribeToken));
        Assert.True(await service.UnsubscribeAsync(mail.Id, mail.UnsubscribeToken)); // once more does no harm
        var sameKind = await TellAsync(service, ShipmentStatus.Cancelled);
        var otherKind = await TellAsync(service, ShipmentStatus.Delivered, priority: Priority.High);

        Assert.Equal((NotificationState.Suppressed, Reasons.Unsubscribed), (sameKind.State, sameKind.Reason));
        Assert.Equal(NotificationState.Sent, otherKind.State);
    }

    [Fact]
    public async Task Mail_about_the_account_has_no_such_link()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(new Logistics.Contracts.Events.PasswordChanged
        {
            EventId = Keeper,
            UserId = Keeper,
            Email = "amina@people.example",
            DisplayName = "Amina",
            Locale = "en",
            OccurredAt = service.Clock.GetUtcNow(),
        });
        await service.DispatchAsync(Priority.High);

        Assert.DoesNotContain(
            "List-Unsubscribe", Encoding.ASCII.GetString(Assert.Single(await service.MailsAsync()).Raw), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed", "5.1.1", NotificationState.Bounced, true)]
    [InlineData("failed", "5.2.2", NotificationState.Bounced, false)]
    [InlineData("failed", "4.4.7", NotificationState.Bounced, false)]
    [InlineData("delayed", "4.4.7", NotificationState.Sent, false)]
    [InlineData("delivered", "2.0.0", NotificationState.Delivered, false)]
    public async Task A_delivery_report_is_read_by_action_and_status(
        string action, string status, NotificationState state, bool isSuppressed)
    {
        await using var service = await WithOneSentAsync();
        var mail = await service.MailAsync();

        Assert.Null(await service.BounceAsync(Token, Report(mail.Id, action, status)));
        Assert.Null(await service.BounceAsync(Token, Report(mail.Id, action, status))); // handed in twice

        Assert.Equal(state, (await service.MailAsync()).State);
        Assert.Single(await service.HistoryAsync(mail.Id), after => after == state);
        Assert.Equal(isSuppressed ? 1 : 0, (await service.AllAsync<Suppression>()).Count);
    }

    [Fact]
    public async Task A_report_without_the_token_or_of_nothing_of_ours_is_refused()
    {
        await using var service = await WithOneSentAsync();
        var mail = await service.MailAsync();

        Assert.Equal("bounce.not_allowed", await service.BounceAsync("", Report(mail.Id, "failed", "5.1.1")));
        Assert.Equal("bounce.not_allowed", await service.BounceAsync("a guess", Report(mail.Id, "failed", "5.1.1")));
        Assert.Equal("validation.failed", await service.BounceAsync(Token, "Subject: out of office\r\n\r\nBack on Monday."));
        Assert.Null(await service.BounceAsync(Token, Report(Guid.CreateVersion7(), "failed", "5.1.1"))); // long gone
        service.Configure<SmtpOptions>(smtp => smtp.BounceToken = null);
        Assert.Equal("bounce.not_allowed", await service.BounceAsync("", Report(mail.Id, "failed", "5.1.1")));
        Assert.Equal(NotificationState.Sent, (await service.MailAsync()).State);
    }

    /// <summary>As Postfix words it.</summary>
    private static string Report(Guid id, string action, string status) => $"""
        Message-ID: <20260406120000.ABCDEF@mx.people.example>
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        I'm sorry to have to inform you that your message could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.people.example

        Final-Recipient: rfc822; amina@people.example
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 {status} no

        --b
        Content-Type: text/rfc822-headers

        Subject: Your package
        Message-Id: <{id:N}@logistics.example>

        --b--
        """.ReplaceLineEndings("\r\n");

    /// <summary>Has it told, and sent if it may be.</summary>
    private static async Task<Logistics.Notifications.Domain.Notification> TellAsync(
        NotificationsUnderTest service, ShipmentStatus status, string address = "amina@people.example", Priority priority = Priority.Normal)
    {
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        await service.HandleAsync(SampleEvents.Reached(status, address));
        await service.DispatchAsync(priority);
        return (await service.NotificationsAsync())
            .Where(notification => notification is { Channel: Channel.Email, Role: RecipientRole.Recipient })
            .MaxBy(notification => notification.CreatedAt)!; // not null: it was just made
    }

    private async Task<NotificationsUnderTest> WithOneSentAsync()
    {
        var service = NotificationsUnderTest.WithMailbox(database);
        service.Configure<SmtpOptions>(smtp => smtp.BounceToken = Token);
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await service.DispatchAsync();
        return service;
    }
}
