using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Email;
using Logistics.Tests.Mail;
using Logistics.Tests.Notifications.Support;
using MailKit.Security;
using Xunit;

namespace Logistics.Tests.Notifications;

/// <summary>Against a mail server that speaks SMTP and fails when told to.</summary>
public sealed class SmtpDeliveryTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Mails_go_out_over_a_few_connections_that_are_kept()
    {
        await using var server = new LoopbackSmtpServer();
        await using var service = NotificationsUnderTest.WithSmtp(database, server.Port, smtp => smtp.Connections = 4);
        await service.HandleAsync([.. Enumerable.Range(0, 40).Select(_ => SampleEvents.Reached(ShipmentStatus.PickedUp))]);

        await service.DispatchAsync();

        Assert.Equal(40, server.Received.Count);
        Assert.InRange(server.Connections, 1, 4);
        Assert.All(await service.NotificationsAsync(), notification =>
            Assert.True(
                notification.State == NotificationState.Sent || notification.Role == RecipientRole.Sender, notification.State.ToString()));
    }

    [Fact]
    public async Task A_refusal_for_now_is_tried_again_later_and_not_for_ever()
    {
        await using var server = new LoopbackSmtpServer
        {
            Script = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? new("450 4.2.1 later") : null,
        };
        await using var service = await WithOneMailAsync(server);

        await service.DispatchAsync();
        var first = await service.MailAsync();
        await service.DispatchAsync();
        var waiting = await service.MailAsync();
        for (var i = 0; i < 10; i++)
        {
            service.Clock.Advance(TimeSpan.FromHours(3));
            await service.DispatchAsync();
        }

        var last = await service.MailAsync();
        Assert.Equal(
            (NotificationState.Retrying, "smtp_450", 1, first.UpdatedAt.AddSeconds(10)),
            (first.State, first.Reason, first.Attempts, first.DueAt));
        Assert.Equal(1, waiting.Attempts);
        Assert.Equal((NotificationState.DeadLettered, "smtp_450", 6, null), (last.State, last.Reason, last.Attempts, last.DueAt));
        Assert.Equal(6, server.Commands.Count(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.Contains("notification.dead_lettered", await service.PublishedAsync());
        var letter = Assert.Single(await service.AllAsync<DeadLetter>());
        Assert.Equal(
            (last.Id, "notifications.email.normal", "smtp_450", 6), (letter.EventId, letter.Queue, letter.Detail, letter.Attempts));
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 nobody here", NotificationState.Bounced, "smtp_550")]
    [InlineData(".", "554 5.6.0 not like this", NotificationState.Failed, "smtp_554")]
    public async Task A_refusal_for_good_is_not_tried_again(string command, string reply, NotificationState state, string reason)
    {
        await using var server = new LoopbackSmtpServer
        {
            Script = line => line.StartsWith(command, StringComparison.Ordinal) ? new(reply) : null,
        };
        await using var service = await WithOneMailAsync(server);

        await service.DispatchAsync();
        service.Clock.Advance(TimeSpan.FromDays(1));
        await service.DispatchAsync();

        var mail = await service.MailAsync();
        Assert.Equal((state, reason, 1), (mail.State, mail.Reason, mail.Attempts));
        Assert.Single(server.Commands, line => line.StartsWith("RCPT", StringComparison.Ordinal));
        Assert.Contains(NotificationChanged.NameOf(state), await service.PublishedAsync());
    }

    [Theory]
    [InlineData("CONNECT", null)]
    [InlineData("CONNECT", "421 closing")]
    [InlineData("CONNECT", "554 go away")]
    [InlineData("MAIL", "421 closing")]
    [InlineData("MAIL", "550 not from you")]
    [InlineData("MAIL", "530 sign in first")]
    public async Task A_server_that_fails_everyone_costs_no_attempts(string command, string? reply)
    {
        await using var server = new LoopbackSmtpServer
        {
            Script = line => line.StartsWith(command, StringComparison.Ordinal) ? new(reply) : null,
        };
        await using var service = await WithOneMailAsync(server);
        var lane = service.Lane();

        for (var i = 0; i < 6; i++)
        {
            await lane.RunOnceAsync(TestContext.Current.CancellationToken);
            Assert.True(lane.Pause > TimeSpan.Zero);
            Assert.Equal(0, await lane.RunOnceAsync(TestContext.Current.CancellationToken)); // nothing is claimed meanwhile
            service.Clock.Advance(lane.Pause);
        }

        Assert.Equal((NotificationState.Retrying, 0), ((await service.MailAsync()).State, (await service.MailAsync()).Attempts));
        server.Script = _ => null;
        await lane.RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.Equal((NotificationState.Sent, 1), ((await service.MailAsync()).State, (await service.MailAsync()).Attempts));
        Assert.Equal(TimeSpan.Zero, lane.Pause);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task While_one_server_is_away_the_other_takes_the_mail()
    {
        await using var away = new LoopbackSmtpServer { Script = line => line == "CONNECT" ? new("421 closing") : null };
        await using var server = new LoopbackSmtpServer();
        await using var service = await WithOneMailAsync(away);
        service.Configure<SmtpOptions>(
            smtp => smtp.Fallback = new SmtpServer { Host = "localhost", Port = server.Port, Security = SecureSocketOptions.None });
        using var first = service.SmtpSender(SmtpSender.Primary);
        using var second = service.SmtpSender(SmtpSender.Fallback);

        await service.Lane(service.Route(first, second)).RunOnceAsync(TestContext.Current.CancellationToken);

        Assert.Single(server.Received);
        var mail = await service.MailAsync();
        Assert.Equal((NotificationState.Sent, "smtp-fallback", 1), (mail.State, mail.Provider, mail.Attempts));
    }

    [Theory]
    [InlineData("AUTH PLAIN")]
    [InlineData("AUTH LOGIN")]
    public async Task Each_connection_signs_in_once(string mechanism)
    {
        await using var server = new LoopbackSmtpServer { Credentials = ("user", "pass é"), Extensions = [mechanism, "PIPELINING"] };
        await using var service = NotificationsUnderTest.WithSmtp(
            database, server.Port, smtp => (smtp.UserName, smtp.Password, smtp.Connections) = ("user", "pass é", 1));
        await service.HandleAsync([.. Enumerable.Range(0, 3).Select(_ => SampleEvents.Reached(ShipmentStatus.PickedUp))]);

        await service.DispatchAsync();

        Assert.Equal(["user", "user", "user"], server.Received.Select(mail => mail.User));
        Assert.Single(server.Commands, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SecureSocketOptions.StartTls, false)]
    [InlineData(SecureSocketOptions.SslOnConnect, true)]
    public async Task A_server_that_nobody_vouches_for_gets_neither_password_nor_mail(SecureSocketOptions security, bool isImplicit)
    {
        using var certificate = SmtpClientTests.SelfSigned();
        await using var server = new LoopbackSmtpServer
        {
            Certificate = certificate,
            IsImplicitTls = isImplicit,
            Credentials = ("user", "password"),
        };
        await using var service = NotificationsUnderTest.WithSmtp(
            database, server.Port, smtp => (smtp.Security, smtp.UserName, smtp.Password) = (security, "user", "password"));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));

        await service.DispatchAsync();

        Assert.DoesNotContain(
            server.Commands,
            line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
        var mail = await service.MailAsync();
        Assert.Equal((NotificationState.Retrying, Reasons.ProviderAway, 0), (mail.State, mail.Reason, mail.Attempts));
    }

    [Fact]
    public async Task A_password_that_the_server_refuses_costs_no_attempts()
    {
        await using var server = new LoopbackSmtpServer { Credentials = ("user", "right") };
        await using var service = NotificationsUnderTest.WithSmtp(
            database, server.Port, smtp => (smtp.UserName, smtp.Password) = ("user", "wrong"));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));

        await service.DispatchAsync();

        var mail = await service.MailAsync();
        Assert.Equal((NotificationState.Retrying, Reasons.ProviderAway, 0), (mail.State, mail.Reason, mail.Attempts));
    }

    [Fact]
    public async Task A_line_that_breaks_after_the_message_is_uncertain_and_the_copy_has_the_same_id()
    {
        await using var server = new LoopbackSmtpServer { Script = line => line == "." ? Misbehaviour.Drop : null };
        await using var service = await WithOneMailAsync(server);

        await service.DispatchAsync();
        var uncertain = await service.MailAsync();
        server.Script = _ => null;
        service.Clock.Advance(TimeSpan.FromSeconds(11));
        await service.DispatchAsync();

        Assert.Equal((NotificationState.Uncertain, Reasons.ConnectionLost), (uncertain.State, uncertain.Reason));
        Assert.Equal(NotificationState.Sent, (await service.MailAsync()).State);
        var copies = await Task.WhenAll(
            server.Received.Select(mail => ForeignMail.ParseAsync(mail.Raw, TestContext.Current.CancellationToken)));
        Assert.Equal(2, copies.Length);
        Assert.Single(copies.Select(copy => copy.Headers["Message-Id"]).Distinct());
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_after_the_time_out()
    {
        await using var server = new LoopbackSmtpServer
        {
            Script = line => line == "."
                ? new("250 late", Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, TestContext.Current.CancellationToken))
                : null,
        };
        await using var service = NotificationsUnderTest.WithSmtp(
            database, server.Port, smtp => smtp.Timeout = TimeSpan.FromMilliseconds(300));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));

        await service.DispatchAsync();

        Assert.Equal(NotificationState.Uncertain, (await service.MailAsync()).State);
    }

    private async Task<NotificationsUnderTest> WithOneMailAsync(LoopbackSmtpServer server)
    {
        var service = NotificationsUnderTest.WithSmtp(database, server.Port);
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        return service;
    }
}
