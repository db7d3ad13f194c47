using System.Reflection;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.ExplainNotification;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tests.Notifications.Support;
using Xunit;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications;

/// <summary>Why was this not sent?</summary>
public sealed class ExplanationTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private static readonly Guid Recipient = Guid.Parse("01935000-0000-7000-8000-00000000000a");
    private static readonly Caller Owner = new(SampleEvents.Owner, [Roles.Customer]);
    private static readonly Caller Amina = new(Recipient, [Roles.Customer]);
    private static readonly Caller Stranger = new(Guid.Parse("01935000-0000-7000-8000-00000000000b"), [Roles.Customer]);
    private static readonly Caller Support = new(Guid.Parse("01935000-0000-7000-8000-00000000000d"), [Roles.Support]);

    public async ValueTask InitializeAsync() => await database.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_held_back_says_why_and_until_when_but_not_what_others_prefer()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Registered(Recipient, "amina@people.example"));
        await service.HandlePeopleAsync(SampleEvents.Prefers(Recipient, SamplePeople.Quiet("13:00", "15:00", "Africa/Algiers")));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        var mail = await service.MailAsync();

        const string InFull = "It is held back. The person does not want to be disturbed from 13:00 to 15:00 (Africa/Algiers). "
            + "It is looked at again, and sent if nothing stands against it then, at 2026-04-06 14:00 UTC, 15:00 on the person's clock.";
        Assert.Equal(InFull, (await ExplainAsync(mail, Amina))?.Text);
        Assert.Equal(InFull, (await ExplainAsync(mail, Support))?.Text);
        var told = await ExplainAsync(mail, Owner);
        Assert.Equal("QUIET_HOURS", told?.Rule);
        Assert.DoesNotContain("13:00", told?.Text, StringComparison.Ordinal);
        Assert.Null(await ExplainAsync(mail, Stranger));
    }

    [Fact]
    public async Task The_history_has_each_change_of_mind()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Registered(Recipient, "amina@people.example"));
        await service.HandlePeopleAsync(SampleEvents.Prefers(Recipient, SamplePeople.Quiet("13:00", "15:00", "Africa/Algiers")));
        await service.HandleAsync(
            SampleEvents.Reached(ShipmentStatus.PickedUp), SampleEvents.Reached(ShipmentStatus.Damaged) with { Sequence = 3 });
        service.Clock.Advance(TimeSpan.FromHours(2));
        await service.FlushAsync();
        await service.DispatchAsync();

        var mails = (await service.NotificationsAsync()).Where(mail => mail is { UserId: not null, Channel: Channel.Email })
            .ToDictionary(mail => mail.Template);
        var merged = await ExplainAsync(mails["shipment.picked_up.recipient"], Amina);
        Assert.Equal("It was not sent. Another message told it, together with others.", merged?.Text);
        Assert.Equal(mails["digest"].Id.ToString(), merged?.ToldBy);
        Assert.Equal(
            [(NotificationState.Deferred, Reasons.QuietHours), (NotificationState.Suppressed, Reasons.Merged)],
            merged?.History.Select(change => (change.State, change.Reason)));
        Assert.Equal(
            ["It waits for a worker.", "A worker is sending it.", "The provider took it."],
            (await ExplainAsync(mails["digest"], Amina))?.History.Select(change => change.Text));
    }

    [Theory]
    [InlineData(null, "It was not sent. The person does not want such things by this channel.")]
    [InlineData("SHIPMENT_PROGRESS", "It was not sent. The person does not want SHIPMENT_PROGRESS by EMAIL.")]
    public void A_preference_is_said_as_far_as_it_may_be(string? category, string expected) => Assert.Equal(
        expected,
        Words.Of(
            Sample(NotificationState.Suppressed, Rule.Preference, Reasons.Preference),
            category is null ? null : new() { ["category"] = category, ["channel"] = "EMAIL" }));

    [Fact]
    public void Every_state_and_every_reason_of_ours_has_its_words()
    {
        Assert.All(Enum.GetValues<NotificationState>().Where(state => state != NotificationState.Unspecified), state =>
            Assert.EndsWith(".", Words.Of(Sample(state, Rule.NoObjection, reason: null), data: null), StringComparison.Ordinal));
        var reasons = typeof(Reasons).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!); // not null: constants
        Assert.All(reasons, reason => Assert.DoesNotContain(
            "Said by the provider",
            Words.Of(Sample(NotificationState.Suppressed, Rule.Address, reason), data: null),
            StringComparison.Ordinal));
        Assert.Contains(
            "smtp_554", Words.Of(Sample(NotificationState.Failed, Rule.NoObjection, "smtp_554"), data: null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_forgotten_after_a_while_and_what_became_of_them_is_not()
    {
        await using var service = NotificationsUnderTest.WithMailbox(database);
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await service.DispatchAsync();
        service.Clock.Advance(TimeSpan.FromDays(91));
        await service.HandleAsync(SampleEvents.Reached(ShipmentStatus.Damaged));
        await service.DispatchAsync();

        await service.ForgetAsync();
        await service.ForgetAsync();

        var mails = (await service.NotificationsAsync()).Where(mail => mail is { Role: RecipientRole.Recipient, Channel: Channel.Email })
            .ToDictionary(mail => mail.Template);
        var (old, recent) = (mails["shipment.picked_up.recipient"], mails["shipment.damaged.recipient"]);
        Assert.Equal((NotificationState.Sent, "", "", null), (old.State, old.Title, old.Body, old.Address));
        Assert.Empty(old.Variables);
        Assert.Equal("amina@people.example", recent.Address);
        Assert.Equal(recent.Id, Assert.Single(await service.MailsAsync()).NotificationId);
        Assert.Equal(3, (await service.HistoryAsync(old.Id)).Count);
    }

    private static Notification Sample(NotificationState state, Rule rule, string? reason) => new()
    {
        Id = Guid.Empty,
        CauseId = Guid.Empty,
        Role = RecipientRole.Recipient,
        Channel = Channel.Email,
        Priority = Priority.Normal,
        Category = Category.ShipmentProgress,
        OwnerId = Guid.Empty,
        Locale = "en",
        Template = "shipment.picked_up.recipient",
        Variables = [],
        Title = "",
        Body = "",
        State = state,
        Rule = rule,
        Reason = reason,
        CreatedAt = default,
        UpdatedAt = default,
    };

    private async Task<Explanation?> ExplainAsync(Notification notification, Caller caller)
    {
        await using var db = database.Open();
        var result = await new ExplainNotificationHandler(db).HandleAsync(
            new ExplainNotificationRequest { Id = notification.Id.ToString() }, caller, TestContext.Current.CancellationToken);
        return result.IsSuccess(out var explanation, out _) ? explanation : null;
    }
}
