using System.Text.Json;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Tests.Mail;
using Logistics.Tests.Notifications.Support;
using Xunit;

namespace Logistics.Tests.Notifications;

/// <summary>
/// Mails about accounts: in people's language, with a link where there is one, and no trace of its token once they are gone.
/// </summary>
public sealed class AccountMailTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private const string Token = "the-token-of-a-link";

    private static readonly Guid Amina = Guid.Parse("01935000-0000-7000-8000-00000000000a");

    private NotificationsUnderTest _service = null!; // not null: InitializeAsync

    public static TheoryData<string, string> Wordings => new MatrixTheoryData<string, string>(
        // not null: in the catalogue
        [.. EventCatalogue.Names.Where(name => EventCatalogue.FindType(name)!.IsAssignableTo(typeof(AccountMail)))],
        ["en", "fr-DZ", "ar"]);

    public async ValueTask InitializeAsync()
    {
        await database.ClearAsync();
        _service = NotificationsUnderTest.WithMailbox(database);
    }

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [MemberData(nameof(Wordings))]
    public async Task Every_mail_is_worded_in_every_language(string name, string locale)
    {
        await _service.HandleAsync(Mail(name, locale));
        await _service.DispatchAsync(Priority.High);

        var mail = await ReadAsync();
        Assert.Empty(mail.Defects);
        Assert.Equal(["Amina", "amina@people.example"], Assert.Single(mail.To));
        Assert.Contains("Amina", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tracking number", mail.Text, StringComparison.Ordinal);
        Assert.NotNull(mail.Text);
        Assert.Equal(locale == "ar", mail.Text.Any(letter => letter is >= '\u0600' and <= '\u06FF'));
        Assert.Equal(locale == "fr-DZ", mail.Text.StartsWith("Bonjour", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(EmailConfirmationRequested.Name, "http://localhost:8000/confirm-email#token=the-token-of-a-link")]
    [InlineData(EmailChangeRequested.Name, "http://localhost:8000/confirm-email#token=the-token-of-a-link")]
    [InlineData(PasswordResetRequested.Name, "http://localhost:8000/reset-password#token=the-token-of-a-link")]
    public async Task The_link_leads_to_the_public_address(string name, string link)
    {
        await _service.HandleAsync(Mail(name));
        await _service.DispatchAsync(Priority.High);

        var mail = await ReadAsync();
        Assert.NotNull(mail.Text);
        Assert.Contains($"{link}\n", mail.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"href=\"{link}\"", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_of_a_mail_has_no_token_in_it()
    {
        await _service.HandleAsync(Mail(PasswordResetRequested.Name));
        await _service.DispatchAsync(Priority.High);

        var kept = Assert.Single(await _service.NotificationsAsync());
        Assert.Equal((NotificationState.Sent, RecipientRole.Account, (string?)null), (kept.State, kept.Role, kept.TrackingNumber));
        Assert.DoesNotContain(Token, kept.Title + kept.Body, StringComparison.Ordinal);
        Assert.Empty(kept.Variables);
    }

    [Fact]
    public async Task An_event_that_comes_twice_is_one_mail()
    {
        var mail = Mail(PasswordChanged.Name);
        await _service.HandleAsync(mail);
        await _service.HandleAsync(mail);
        await _service.DispatchAsync(Priority.High);

        Assert.Single(await _service.MailsAsync());
    }

    [Fact]
    public async Task A_link_that_has_expired_is_not_mailed()
    {
        _service.Clock.Advance(TimeSpan.FromHours(1));
        await _service.HandleAsync(Mail(PasswordResetRequested.Name));
        await _service.DispatchAsync(Priority.High);

        var kept = Assert.Single(await _service.NotificationsAsync());
        Assert.Equal((NotificationState.Expired, Reasons.TooLate), (kept.State, kept.Reason));
        Assert.Empty(kept.Variables);
        Assert.Empty(await _service.MailsAsync());
    }

    [Fact]
    public async Task Without_a_way_out_it_is_suppressed_and_says_so()
    {
        await using var service = NotificationsUnderTest.WithoutEmail(database);
        await service.HandleAsync(Mail(PasswordChanged.Name));

        var kept = Assert.Single(await service.NotificationsAsync());
        Assert.Equal((NotificationState.Suppressed, Reasons.ChannelNotConfigured), (kept.State, kept.Reason));
    }

    private async Task<ForeignMail> ReadAsync() =>
        await ForeignMail.ParseAsync(Assert.Single(await _service.MailsAsync()).Raw, TestContext.Current.CancellationToken);

    /// <summary>Any of them, from a body that has what each needs.</summary>
    private static AccountMail Mail(string name, string locale = "en") =>
        (AccountMail)EventCatalogue.Deserialize(name, JsonSerializer.SerializeToUtf8Bytes(new
        {
            eventId = Guid.CreateVersion7(),
            userId = Amina,
            email = "amina@people.example",
            displayName = "Amina",
            locale,
            occurredAt = "2026-04-06T12:00:00Z",
            token = Token,
            expiresAt = "2026-04-06T12:30:00Z",
            sessionId = Guid.CreateVersion7(),
        }));
}
