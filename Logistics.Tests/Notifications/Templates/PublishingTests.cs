using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.ManageTemplates;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Tests.Notifications.Support;
using Xunit;
using Proto = Logistics.Contracts.Notifications.V1;
using Role = Logistics.Notifications.Domain.RecipientRole;
using TemplateChange = Logistics.Notifications.Domain.TemplateChange;
using TemplateVersion = Logistics.Notifications.Domain.TemplateVersion;

namespace Logistics.Tests.Notifications.Templates;

/// <summary>Drafts become what messages say, on all replicas, and cease to be.</summary>
public sealed class PublishingTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private const string Key = "shipment.picked_up.recipient";

    private static readonly Caller Admin = new(Guid.Parse("01935000-0000-7000-8000-0000000000ad"), []);

    private NotificationsUnderTest _one = null!; // not null: InitializeAsync
    private NotificationsUnderTest _other = null!; // as above

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.ClearAsync();
        (_one, _other) = (NotificationsUnderTest.WithMailbox(database), NotificationsUnderTest.WithMailbox(database));
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_published_mail_is_what_is_sent_and_the_other_replica_learns_of_it()
    {
        await PublishAsync(await DraftAsync(Mail("Up and away, {{recipientName}}", "From {{senderName}}.")));
        await _other.Templates.RefreshAsync(Cancelled);

        await _other.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        var mail = await _other.MailAsync(Role.Recipient);
        Assert.Equal(("Up and away, أمينة", "From Kasbah Books."), (mail.Title, mail.Body));
        Assert.Equal("<p>From <b>Kasbah Books</b></p>", mail.Parts?["html"]);
        await _other.DispatchAsync();
        var raw = await Logistics.Tests.Mail.ForeignMail.ParseAsync(
            Assert.Single(await _other.MailsAsync(), sent => sent.NotificationId == mail.Id).Raw, Cancelled);
        Assert.Contains("<p>From <b>Kasbah Books</b></p>", raw.Html, StringComparison.Ordinal);
        Assert.StartsWith("From Kasbah Books.", raw.Text, StringComparison.Ordinal);
        Assert.Contains("Where is it?</a>", raw.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_channels_and_languages_keep_their_words()
    {
        await PublishAsync(await DraftAsync(Mail("Up and away", "From {{senderName}}.", "fr")));

        Assert.Equal("Up and away", TitleOf(Channel.Email, "fr-DZ"));
        Assert.Equal("📦 Votre colis a été enlevé", TitleOf(Channel.InApp, "fr-DZ"));
        Assert.Equal("📦 Your package has been picked up", TitleOf(Channel.Email, "en"));
        Assert.Equal("📦 Your package has been picked up", TitleOf(Channel.Email, "de"));
    }

    [Fact]
    public async Task A_rollback_goes_back_step_by_step_and_then_to_what_comes_with_the_product()
    {
        var (first, second) = (await DraftAsync(Mail("First", "x")), await DraftAsync(Mail("Second", "x")));
        await PublishAsync(first);
        await PublishAsync(second);
        Assert.Equal("Second", TitleOf(Channel.Email, "en"));

        Assert.Equal(first, (await RollBackAsync()).Version.Version);
        Assert.Equal("First", TitleOf(Channel.Email, "en"));
        Assert.Null((await RollBackAsync()).Version);
        Assert.Equal("📦 Your package has been picked up", TitleOf(Channel.Email, "en"));
        Assert.Equal("template.nothing_published", ErrorOf(await TryRollBackAsync(Key)).Code);
        Assert.Equal(
            ["1 CREATED", "2 CREATED", "1 PUBLISHED", "2 PUBLISHED", "2 ROLLED_BACK", "1 ROLLED_BACK"],
            (await _one.AllAsync<TemplateChange>()).OrderBy(change => change.Id).Select(change => $"{change.Version} {change.Action}"));
        Assert.All(await _one.AllAsync<TemplateChange>(), change => Assert.Equal(Admin.UserId, change.ActorId));
    }

    [Fact]
    public async Task A_version_with_faults_is_not_published_and_all_are_said()
    {
        var broken = await DraftAsync(Mail("{{nobody}}", "{{#if senderName}}"));

        var error = ErrorOf(await TryPublishAsync(Key, broken));
        var faults = string.Join(", ", error.Fields.Select(fault => fault.Field).Order(StringComparer.Ordinal));
        Assert.Equal((ErrorKind.Validation, "parts.subject, parts.text"), (error.Kind, faults));
        Assert.Equal(TemplateState.Draft, Assert.Single(await _one.AllAsync<TemplateVersion>()).State);
    }

    [Fact]
    public async Task Who_publishes_at_the_same_time_leaves_one_in_force()
    {
        var drafts = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            drafts.Add(await DraftAsync(Mail($"Draft {i}", "x")));
        }

        await Task.WhenAll(drafts.Select((draft, i) => TryPublishAsync(Key, draft, i % 2 == 0 ? _one : _other)));

        Assert.Single(await _one.AllAsync<TemplateVersion>(), version => version.State == TemplateState.Published);
        Assert.Equal(5, (await _one.AllAsync<TemplateVersion>()).Count(version => version.State == TemplateState.Superseded));
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_draft()
    {
        var request = Mail("Up", "x");
        request.IdempotencyKey = "a-key";
        var made = await Task.WhenAll(CreateAsync(request, _one), CreateAsync(request, _other));

        Assert.Single(made.Select(outcome => outcome.OrThrow().Version).Distinct());
        Assert.Single(await _one.AllAsync<TemplateVersion>());
        Assert.Equal(
            "idempotency.key_reused", ErrorOf(await CreateAsync(new CreateTemplateVersionRequest(request) { Locale = "fr" }, _one)).Code);
    }

    [Fact]
    public async Task A_key_of_ones_own_takes_its_variables_from_what_is_published()
    {
        var text = await DraftAsync(Own("IN_APP", VariableType.String));
        Assert.Null(_one.Templates.SchemaOf("order.ready"));
        await PublishAsync(text, "order.ready");

        Assert.Equal("when", Assert.Single(_one.Templates.SchemaOf("order.ready")!.Variables).Name); // not null: just published
        Assert.Null(_one.Templates.Find("order.ready", Channel.Sms, "en"));
        Assert.Equal("en", _one.Templates.Find("order.ready", Channel.InApp, "fr-DZ")?.Locale);
        var other = await DraftAsync(Own("SMS", VariableType.Number));
        Assert.Equal("variables[0].type", Assert.Single(ErrorOf(await TryPublishAsync("order.ready", other)).Fields).Field);
        Assert.Equal("template.nothing_before", ErrorOf(await TryRollBackAsync("order.ready", Channel.InApp)).Code);
    }

    [Fact]
    public async Task A_test_goes_where_it_is_told_to_and_nowhere_else()
    {
        var draft = await DraftAsync(Mail("For {{recipientName}}", "From {{senderName}}."));
        var text = await DraftAsync(new() { Key = Key, Channel = Channel.Sms, Locale = "en", Parts = { ["text"] = "x" } });

        Assert.Equal("to", Assert.Single(ErrorOf(await TestAsync(draft, "")).Fields).Field); // no account that we know of
        Assert.Equal("to", Assert.Single(ErrorOf(await TestAsync(draft, "nobody")).Fields).Field);
        Assert.Equal("template.channel_not_configured", ErrorOf(await TestAsync(text, "+213555123456")).Code);
        (await TestAsync(draft, "editor@people.example")).OrThrow();
        await _one.DispatchAsync(Logistics.Notifications.Domain.Priority.High);

        var mail = Assert.Single(await _one.MailsAsync());
        Assert.Equal(("editor@people.example", "For Amina"), (mail.To, mail.Subject));
        Assert.Single(await _one.AllAsync<TemplateChange>(), change => change.Action == TemplateChange.Tested);
    }

    [Fact]
    public async Task What_can_be_no_draft_is_refused_with_all_its_faults()
    {
        var error = ErrorOf(await CreateAsync(
            new CreateTemplateVersionRequest
            {
                Key = "shipment.nothing",
                Channel = Channel.Sms,
                Locale = "Fr",
                Parts = { ["subject"] = "x" },
                Variables =
                {
                    new Proto.TemplateVariable { Name = "this", Type = VariableType.String },
                    new Proto.TemplateVariable { Name = "a", Fields = { "b" } },
                },
            },
            _one));

        Assert.Equal(
            ["key", "locale", "parts.text", "parts.subject", "variables[0].name", "variables[1].type", "variables[1].fields"],
            error.Fields.Select(fault => fault.Field));
        var builtIn = Mail("x", "x");
        builtIn.Variables.Add(new Proto.TemplateVariable { Name = "price", Type = VariableType.Number });
        Assert.Equal("variables[0].name", Assert.Single(ErrorOf(await CreateAsync(builtIn, _one)).Fields).Field);
    }

    private static CreateTemplateVersionRequest Mail(string subject, string text, string locale = "en") => new()
    {
        Key = Key,
        Channel = Channel.Email,
        Locale = locale,
        Parts = { ["subject"] = subject, ["text"] = text, ["html"] = "<p>From <b>{{senderName}}</b></p>", ["button"] = "Where is it?" },
    };

    private static CreateTemplateVersionRequest Own(string channel, VariableType type) => new()
    {
        Key = "order.ready",
        Channel = channel == "SMS" ? Channel.Sms : Channel.InApp,
        Locale = "en",
        Parts = { channel == "SMS"
            ? new() { ["text"] = "{{when}}" }
            : new Dictionary<string, string> { ["title"] = "Ready", ["body"] = "{{when}}" } },
        Variables =
        {
            new Proto.TemplateVariable
            {
                Name = "when",
                Type = type,
                Required = true,
                Example = type == VariableType.Number
                    ? Google.Protobuf.WellKnownTypes.Value.ForNumber(5)
                    : Google.Protobuf.WellKnownTypes.Value.ForString("five"),
            },
        },
    };

    private static Error ErrorOf<T>(Result<T> result) =>
        result.IsSuccess(out _, out var error) ? throw new InvalidOperationException("It was no failure.") : error;

    private static Task<Result<Proto.TemplateVersion>> CreateAsync(CreateTemplateVersionRequest request, NotificationsUnderTest service) =>
        service.AdministerAsync<TemplatesHandler, Result<Proto.TemplateVersion>>(
            templates => templates.CreateAsync(request, Admin, Cancelled));

    private string? TitleOf(Channel channel, string locale) =>
        _one.Templates.Find(Key, channel, locale)?.Render(new Dictionary<string, string> { ["senderName"] = "Kasbah Books" }).Title;

    private async Task<int> DraftAsync(CreateTemplateVersionRequest request) => (await CreateAsync(request, _one)).OrThrow().Version;

    private Task<Result<SendTestResponse>> TestAsync(int version, string to) =>
        _one.AdministerAsync<PreviewHandler, Result<SendTestResponse>>(
            previews => previews.SendTestAsync(new() { Key = Key, Version = version, To = to }, Admin, Cancelled));

    private async Task PublishAsync(int version, string key = Key) => (await TryPublishAsync(key, version)).OrThrow();

    private Task<Result<Proto.TemplateVersion>> TryPublishAsync(string key, int version, NotificationsUnderTest? service = null) =>
        (service ?? _one).AdministerAsync<PublishHandler, Result<Proto.TemplateVersion>>(publishing =>
            publishing.PublishAsync(new() { Key = key, Version = version }, Admin, Cancelled));

    private async Task<RollBackTemplateResponse> RollBackAsync() => (await TryRollBackAsync(Key)).OrThrow();

    private Task<Result<RollBackTemplateResponse>> TryRollBackAsync(string key, Channel channel = Channel.Email) =>
        _one.AdministerAsync<PublishHandler, Result<RollBackTemplateResponse>>(
            publishing => publishing.RollBackAsync(new() { Key = key, Channel = channel, Locale = "en" }, Admin, Cancelled));
}
