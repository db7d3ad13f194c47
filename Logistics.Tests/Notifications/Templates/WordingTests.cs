using System.Text.RegularExpressions;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Templates;
using Logistics.Tests.Notifications.Support;
using Xunit;

namespace Logistics.Tests.Notifications.Templates;

/// <summary>The words that come with the product are complete, in all languages, and say the same.</summary>
public sealed partial class WordingTests
{
    private static readonly ITemplateSource BuiltIn = new BuiltInTemplates();

    public static TheoryData<string> Languages => [.. Language.All.Select(language => language.Code)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_status_and_role_and_every_account_mail_has_words(string language)
    {
        string[] events = [.. ShipmentEventNames.Statuses.Select(ShipmentEventNames.For), ShipmentEventNames.Released];
        var expected = events.SelectMany(
            name => new[] { TemplateCodes.For(name, RecipientRole.Sender), TemplateCodes.For(name, RecipientRole.Recipient) })
            .Concat(EventCatalogue.Names.Where(
                name => EventCatalogue.FindType(name)!.IsAssignableTo(typeof(AccountMail)))); // not null: in the catalogue

        Assert.Equal(expected.Order(StringComparer.Ordinal), Language.Of(language).Wordings.Keys.Order(StringComparer.Ordinal));
        foreach (var reason in Enum.GetValues<ReasonCode>().Where(reason => reason is not ReasonCode.Unspecified and not ReasonCode.Other))
        {
            Assert.NotEmpty(Language.Of(language)[reason.ToWire()]);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_wording_is_a_template_without_fault_and_is_filled(string language)
    {
        foreach (var (key, wording) in Language.Of(language).Wordings)
        {
            var schema = BuiltIn.SchemaOf(key)!; // not null: one of ours
            var text = BuiltIn.Get(key, Channel.Email, language)
                .Render(schema.Variables.ToDictionary(variable => variable.Name, variable => $"<{variable.Name}>"));

            Assert.Empty(TemplateSyntax.Faults(wording.Title, schema).Concat(TemplateSyntax.Faults(wording.Body, schema)));
            Assert.NotEmpty(text.Title);
            Assert.NotEmpty(text.Body);
            Assert.DoesNotMatch(TraceOfMarkup(), text.Title + text.Body + wording.Button);
        }
    }

    [Fact]
    public void All_languages_speak_of_the_same_things()
    {
        foreach (var key in BuiltInTemplates.Keys)
        {
            var spoken = Language.All.Select(language => language.Wordings[key])
                .Select(wording => string.Join(
                    ' ', TemplateSyntax.Names(wording.Title + wording.Body, BuiltIn.SchemaOf(key)!).Order(StringComparer.Ordinal)));

            Assert.Single(spoken.Distinct());
        }
    }

    [Theory]
    [InlineData(ShipmentStatus.PickedUp, "📦 Your package has been picked up")]
    [InlineData(ShipmentStatus.OutForDelivery, "🚚 Your package is out for delivery")]
    [InlineData(ShipmentStatus.Delivered, "✅ Your package has been delivered")]
    public void The_great_moments_are_worded_as_promised(ShipmentStatus status, string title)
    {
        foreach (var role in new[] { RecipientRole.Sender, RecipientRole.Recipient })
        {
            Assert.Equal(title, Language.Of("en").Wordings[TemplateCodes.For(ShipmentEventNames.For(status), role)].Title);
        }
    }

    [Theory]
    [InlineData("fr-DZ", "fr", "l'un de nos sites")]
    [InlineData("FR", "fr", "l'un de nos sites")]
    [InlineData("ar-EG", "ar", "أحد مواقعنا")]
    [InlineData("de-AT", "en", "one of our sites")]
    [InlineData("", "en", "one of our sites")]
    public void A_locale_falls_back_to_its_language_and_then_to_English(string locale, string language, string somewhere)
    {
        var template = BuiltIn.Get("shipment.on_hold.sender", Channel.InApp, locale);
        var text = template.Render(ShipmentVariables.Of(SampleEvents.Reached(ShipmentStatus.OnHold), template.Locale));

        Assert.Equal(language, template.Locale);
        Assert.Contains(somewhere, text.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paragraph_of_which_nothing_is_left_is_left_out()
    {
        var template = BuiltIn.Get("shipment.in_customs.sender", Channel.InApp, "en");
        var @event = SampleEvents.Reached(ShipmentStatus.InCustoms);

        Assert.Single(RenderedText.Paragraphs(template.Render(ShipmentVariables.Of(@event, "en")).Body));
        Assert.EndsWith(
            "\n\nCustoms documents are missing.",
            template.Render(ShipmentVariables.Of(@event with { ReasonCode = ReasonCode.CustomsDocuments }, "en")).Body,
            StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{\{|\}\}|\*\*|\[|\]|  |^#|^-", RegexOptions.Multiline)]
    private static partial Regex TraceOfMarkup();
}
