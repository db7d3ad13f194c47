using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Email;
using Logistics.Notifications.Features.NotifyOfShipments;
using Logistics.Notifications.Rules;
using Logistics.Notifications.Templates;
using Logistics.Tests.Mail;
using Logistics.Tests.Notifications.Support;
using Microsoft.Extensions.Options;
using Xunit;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications;

public sealed class MailContentTests
{
    private const string Hostile = "<script>alert('x')</script>\r\nBcc: victim@example.com\r\n\r\n{{senderName}} & \"co\"";

    private static readonly DateTimeOffset Now = new(2026, 4, 6, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_mail_reads_well_in_text_and_in_HTML()
    {
        var mail = await ReadAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));

        Assert.Empty(mail.Defects);
        Assert.Equal("📦 Your package has been picked up", mail.Headers["Subject"]);
        Assert.Equal(["أمينة", "amina@people.example"], Assert.Single(mail.To));
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Contains("from Kasbah Books to أمينة in Oran.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("http://localhost:8000/track/PKG7K3M9QX2VHDTG", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<p>It is on its way from Kasbah Books to أمينة in Oran.</p>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"http://localhost:8000/track/PKG7K3M9QX2VHDTG\"", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_want_it_can_say_so_in_the_mail_and_by_the_mail_programs_button()
    {
        var mail = await ReadAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));

        var link = mail.Headers["List-Unsubscribe"].Trim('<', '>');
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.StartsWith("http://localhost:8000/v1/unsubscribe/", link, StringComparison.Ordinal);
        Assert.Contains(
            $"\n-- \nUnsubscribe from mails of this kind: {link}", mail.Text!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{link}\"", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_people_type_becomes_markup_or_a_header()
    {
        var @event = SampleEvents.Reached(ShipmentStatus.PickedUp);
        var mail = await ReadAsync(@event with
        {
            Sender = @event.Sender with { Name = Hostile },
            Recipient = @event.Recipient with { Name = Hostile, City = Hostile },
        });

        Assert.Empty(mail.Defects);
        Assert.DoesNotContain("Bcc", mail.Headers.Keys);
        Assert.Equal("amina@people.example", Assert.Single(mail.To)[1]);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert('x')</script> Bcc: victim@example.com {{senderName}} & \"co\"", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_in_Arabic_runs_from_right_to_left_and_its_numbers_do_not()
    {
        using var message = Composer().Compose(Plan(SampleEvents.Reached(ShipmentStatus.PickedUp), "ar-DZ"), "amina@people.example");
        var mail = await ForeignMail.ParseAsync(
            await MailComposer.WriteAsync(message, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal("📦 تم استلام طردك", mail.Headers["Subject"]);
        Assert.Contains("من \u2068Kasbah Books\u2069 إلى", mail.Text, StringComparison.Ordinal);
        Assert.Contains("رقم التتبّع: \u2066PKG7K3M9QX2VHDTG\u2069", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<strong dir=\"ltr\">PKG7K3M9QX2VHDTG</strong>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("تتبّع الطرد</a>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_notification_has_the_same_message_id()
    {
        var notification = Plan(SampleEvents.Reached(ShipmentStatus.Delivered));

        using var first = Composer().Compose(notification, "amina@people.example");
        using var second = Composer().Compose(notification, "amina@people.example");

        Assert.Equal(first.MessageId, second.MessageId);
        Assert.StartsWith(notification.Id.ToString("N"), first.MessageId, StringComparison.Ordinal);
        Assert.Equal(first.Date, second.Date);
    }

    [Theory]
    [InlineData("amina@people.example", true)]
    [InlineData("a.b+c@münchen.example", true)]
    [InlineData("أمينة@people.example", false)]
    [InlineData("amina", false)]
    [InlineData("amina@people.example\r\nBcc: x@y.example", false)]
    [InlineData("amina@people.example, x@y.example", false)]
    [InlineData("Amina <amina@people.example>", false)]
    [InlineData("", false)]
    public void What_mail_can_go_to(string address, bool expected) => Assert.Equal(expected, EmailAddress.IsDeliverable(address));

    [Theory]
    [InlineData("amina@people.example", "a***@people.example")]
    [InlineData("@", "***")]
    public void A_masked_address_cannot_be_written_to(string address, string masked) => Assert.Equal(masked, EmailAddress.Mask(address));

    private static MailComposer Composer() => new(Options.Create(new SmtpOptions()));

    private static Notification Plan(ShipmentEvent @event, string locale = "en") =>
        new NotificationPlanner(new BuiltInTemplates()).Make(
            NotificationPlanner.Candidates(@event, new Contacts([new Person(Amina(locale), null)]))
                .Single(candidate => candidate is { Channel: Channel.Email, Role: RecipientRole.Recipient }),
            new Decision(NotificationState.Queued, Rule.NoObjection, DueAt: Now),
            Now);

    private static Contact Amina(string locale) => new()
    {
        UserId = Guid.Parse("01935000-0000-7000-8000-00000000000a"),
        Email = "amina@people.example",
        EmailKey = "amina@people.example",
        EmailConfirmed = true,
        Name = "Amina",
        Locale = locale,
        UpdatedAt = Now,
    };

    private static async Task<ForeignMail> ReadAsync(ShipmentEvent @event)
    {
        using var message = Composer().Compose(Plan(@event), "amina@people.example");
        var raw = await MailComposer.WriteAsync(message, TestContext.Current.CancellationToken);
        return await ForeignMail.ParseAsync(raw, TestContext.Current.CancellationToken);
    }
}
