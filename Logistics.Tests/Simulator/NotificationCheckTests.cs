using System.Text.Json;
using Logistics.Simulator.Api;
using Logistics.Simulator.Verification;
using Xunit;

namespace Logistics.Tests.Simulator;

public sealed class NotificationCheckTests
{
    private const string Event = "01935000-0000-7000-8000-000000000002";

    private const string Timeline =
        $$"""{"trackingNumber":"PKG7K3M9QX2VHDTG","status":"PICKED_UP","sequence":2,"events":[{"eventId":"{{Event}}","sequence":2,"status":"PICKED_UP","timestamp":"2026-04-05T10:00:00+01:00"}]}""";

    private static readonly string SenderMail = Notification(1, "sender", "EMAIL");
    private static readonly string SenderApp = Notification(2, "sender", "IN_APP", "DELIVERED");
    private static readonly string RecipientMail = Notification(3, "recipient", "EMAIL");

    private static readonly string[] AllNotifications = [SenderMail, SenderApp, RecipientMail];
    private static readonly string[] AllMails = [Mail(1, "shop@merchant.example"), Mail(3, "amina@people.example")];

    [Fact]
    public void Everyone_told_once_has_no_faults() => Assert.Empty(Check(AllNotifications, AllMails));

    [Fact]
    public void A_missing_notification_is_found() =>
        Assert.Equal(["recipient told of 2 (PICKED_UP) by EMAIL 0 times"], Check([SenderMail, SenderApp], AllMails));

    [Fact]
    public void A_doubled_notification_is_found() =>
        Assert.Equal(
            ["sender told of 2 (PICKED_UP) by IN_APP 2 times"],
            Check([.. AllNotifications, Notification(4, "sender", "IN_APP")], AllMails));

    [Theory]
    [InlineData("QUEUED")]
    [InlineData("FAILED")]
    [InlineData("SUPPRESSED")]
    public void A_notification_that_did_not_go_out_is_found(string state) =>
        Assert.Equal(
            [$"sender told of 2 (PICKED_UP) by EMAIL: {state}"],
            Check([Notification(1, "sender", "EMAIL", state), SenderApp, RecipientMail], AllMails));

    [Fact]
    public void A_mail_that_never_came_is_found() =>
        Assert.Equal(["recipient told of 2 (PICKED_UP) by EMAIL: the mail is there 0 times"], Check(AllNotifications, [AllMails[0]]));

    [Fact]
    public void A_mail_that_came_twice_is_found() =>
        Assert.Equal(
            ["sender told of 2 (PICKED_UP) by EMAIL: the mail is there 2 times"], Check(AllNotifications, [.. AllMails, AllMails[0]]));

    [Fact]
    public void A_notification_that_no_rule_says_is_found() =>
        Assert.Equal(
            ["recipient was told by SMS (shipment.picked_up), which no rule says"],
            Check([.. AllNotifications, Notification(5, "recipient", "SMS")], AllMails));

    [Fact]
    public void A_recipient_with_an_account_is_told_in_the_app_too()
    {
        Assert.Equal(["recipient told of 2 (PICKED_UP) by IN_APP 0 times"], Check(AllNotifications, AllMails, recipientHasAccount: true));
        Assert.Empty(Check([.. AllNotifications, Notification(4, "recipient", "IN_APP")], AllMails, recipientHasAccount: true));
    }

    [Fact]
    public void Mails_of_other_parcels_are_passed_over() =>
        Assert.Empty(Check(AllNotifications, [.. AllMails, Mail(99, "shop@merchant.example")]));

    private static IReadOnlyList<string> Check(string[] notifications, string[] mails, bool recipientHasAccount = false)
    {
        var json = ApiJsonContext.Default;
        return NotificationCheck.Faults(
            JsonSerializer.Deserialize(Timeline, json.TimelineAnswer)!.Events,
            recipientHasAccount,
            JsonSerializer.Deserialize(Page(notifications), json.PageAnswerNotificationAnswer)!.Items,
            JsonSerializer.Deserialize(Page(mails), json.PageAnswerMailAnswer)!.Items);
    }

    private static string Page(string[] items) => $$"""{"items":[{{string.Join(',', items)}}],"nextCursor":null}""";

    private static string Notification(int id, string role, string channel, string state = "SENT") =>
        $$"""{"id":"01935000-0000-7000-9000-{{id:D12}}","eventId":"{{Event}}","trackingNumber":"PKG7K3M9QX2VHDTG","template":"shipment.picked_up","channel":"{{channel}}","recipientRole":"{{role}}","state":"{{state}}"}""";

    private static string Mail(int notification, string to) =>
        $$"""{"id":"1","to":"{{to}}","subject":"📦 Your package has been picked up","sentAt":"2026-04-05T10:00:01Z","messageId":"01935000000070009000{{notification:D12}}@logistics.example"}""";
}
