using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Templates;
using Xunit;

namespace Logistics.Tests.Notifications.Templates;

public sealed class TemplateTests
{
    private static readonly VariableSchema Schema = new(
    [
        new("name", VariableType.String),
        new("count", VariableType.Number, Required: false),
        new("isGift", VariableType.Boolean, Required: false),
        new("at", VariableType.DateTime, Required: false),
        new("shop", VariableType.Url, Required: false),
        new("tags", VariableType.List, Required: false),
        new("items", VariableType.List, Required: false) { Fields = ["title", "price"] },
    ]);

    [Theory]
    [InlineData("Hello {{name}}!", "Hello Amina!")]
    [InlineData("{{#if isGift}}gift{{else}}none{{/if}} {{#unless isGift}}none{{/unless}}", "gift ")]
    [InlineData("{{#if count}}{{count}} left{{/if}}", "2 left")]
    [InlineData("{{#each tags}}{{@index}} {{this}}{{#unless @last}}, {{/unless}}{{/each}}", "0 a, 1 b")]
    [InlineData("{{#each items}}{{title}}: {{price}} for {{../name}}. {{/each}}", "Book: 12 DA for Amina. ")]
    [InlineData("{{#each items}}{{#if title}}{{../name}}{{/if}}{{/each}}", "Amina")]
    [InlineData("{{#if isGift}}{{#each tags}}{{#if @first}}{{../name}}{{/if}}{{/each}}{{/if}}", "Amina")]
    [InlineData("{{at}}", "Monday, April 6, 2026 12:00 PM")]
    [InlineData("{{shop}}", "https://shop.example/?a=b")]
    public void What_a_template_can_do(string source, string expected)
    {
        Assert.Empty(TemplateSyntax.Faults(source, Schema));
        Assert.Equal(expected, Fill(source, TextKind.Plain, "en").Replace('\u202F', ' '));
    }

    [Theory]
    [InlineData("{{nobody}}", "nobody is not among the variables.")]
    [InlineData("{{#each items}}{{name}}{{/each}}", "name is not among the variables of an entry.")]
    [InlineData("{{#each items}}{{this}}{{/each}}", "this is not among the variables of an entry.")]
    [InlineData("{{#each name}}x{{/each}}", "name is no LIST: it cannot be gone through.")]
    [InlineData("{{isGift}}", "isGift is a BOOLEAN: it can be asked for, not printed.")]
    [InlineData("{{tags}}", "tags is a LIST: it can be asked for or gone through, not printed.")]
    [InlineData("{{@index}}", "@index is for inside of {{#each}}.")]
    [InlineData("{{../name}}", "../ leads out of the template.")]
    [InlineData("{{#if name}}x", "{{#if}} has no end.")]
    [InlineData("{{name", "Braces are opened and not closed.")]
    [InlineData(@"\{{name}}", @"Braces cannot be escaped (\{{).")]
    [InlineData("{{{name}}}", "{{{name}}} is not allowed: values are always escaped.")]
    [InlineData("{{name}}}", "{{name}}} is not allowed: values are always escaped.")]
    public void What_is_wrong_with_a_template_is_said(string source, string fault) =>
        Assert.Equal([fault], TemplateSyntax.Faults(source, Schema));

    [Theory]
    [InlineData("{{&name}}")]
    [InlineData("{{> name}}")]
    [InlineData("{{#> name}}x{{/name}}")]
    [InlineData("{{name.Length}}")]
    [InlineData("{{lookup name 'Length'}}")]
    [InlineData("{{#with name}}x{{/with}}")]
    [InlineData("{{#if (lookup . 'name')}}x{{/if}}")]
    [InlineData("{{log name}}")]
    [InlineData("{{[name]}}")]
    [InlineData("{{'name'}}")]
    [InlineData("{{#*inline \"x\"}}y{{/inline}}")]
    [InlineData("{{^name}}x{{/name}}")]
    [InlineData("{{! a comment }}")]
    [InlineData("{{else}}")]
    [InlineData("{{/if}}")]
    [InlineData("{{#if}}x{{/if}}")]
    [InlineData("{{}}")]
    [InlineData("{{#each tags}}x{{else}}y{{/each}}")]
    public void What_calls_includes_or_looks_up_is_refused(string source) => Assert.NotEmpty(TemplateSyntax.Faults(source, Schema));

    [Fact]
    public void A_value_is_text_wherever_it_stands()
    {
        const string Hostile = "<b>\"{{name}}\"</b>\r\nBcc: x\u202Ey\u2069";

        Assert.Equal("<b>\"{{name}}\"</b> Bcc: x y ", Fill("{{name}}", TextKind.Plain, "en", Hostile));
        Assert.Equal(
            "<p title=\"&lt;b&gt;&quot;{{name}}&quot;&lt;/b&gt; Bcc: x y \">",
            Fill("<p title=\"{{name}}\">", TextKind.Html, "en", Hostile));
        Assert.Equal("\u2068<b>\"{{name}}\"</b> Bcc: x y \u2069", Fill("{{name}}", TextKind.Plain, "ar", Hostile));
        Assert.Equal("https://x.example/a%2F%3Fb", Fill("https://x.example/{{name}}", TextKind.Link, "en", "a/?b"));
        Assert.Equal("https://shop.example/?a=b", Fill("{{shop}}", TextKind.Link, "ar"));
    }

    [Fact]
    public void What_was_left_out_is_nothing()
    {
        const string Source = "{{#if count}}c{{/if}}{{#if isGift}}g{{/if}}{{#each items}}i{{/each}}{{#if tags}}t{{/if}}{{at}}{{shop}}.";

        Assert.Equal(".", TemplateEngine.Compile(Source, TextKind.Plain, "ar")(Schema.ToModel(new Dictionary<string, string>(), "ar")));
    }

    [Fact]
    public void All_faults_of_variables_are_said_at_once()
    {
        var given = Struct.Parser.ParseJson("""
            {"nobody": 1, "count": "2", "isGift": "yes", "at": "2026-04-06", "shop": "javascript:alert(1)", "tags": ["a", 1], "items": [{"title": "Book"}]}
            """);

        Assert.Equal(
            [
                "v.nobody: There is no such variable; there are name, count, isGift, at, shop, tags, items.",
                "v.name: Is required.",
                "v.count: Must be a number.",
                "v.isGift: Must be true or false.",
                "v.at: Must be a time with its offset: 2026-04-06T12:00:00+01:00.",
                "v.shop: Must be an http or https address.",
                "v.tags: Must be a list of texts.",
                "v.items: Must be a list of entries with the texts title, price.",
            ],
            Schema.Validate(given.Fields, "v").Select(fault => $"{fault.Field}: {fault.Message}"));
        Assert.Equal(
            ["v.name: Is required."],
            Schema.Validate(Struct.Parser.ParseJson("""{"name": null}""").Fields, "v").Select(fault => $"{fault.Field}: {fault.Message}"));
    }

    [Fact]
    public void What_is_kept_of_variables_is_what_was_given()
    {
        var given = Given();

        Assert.Empty(Schema.Validate(given.Fields, "variables"));
        var kept = VariableSchema.ToText(given.Fields);
        Assert.Equal(("2", "true", "[ \"a\", \"b\" ]"), (kept["count"], kept["isGift"], kept["tags"]));
        Assert.All(Schema.Variables, variable => Assert.Equal(
            given.Fields[variable.Name], VariableValue.FromText(kept[variable.Name], variable.Type)));
    }

    private static string Fill(string source, TextKind kind, string locale, string name = "Amina")
    {
        var given = Given();
        given.Fields["name"] = Value.ForString(name);
        return TemplateEngine.Compile(source, kind, locale)(Schema.ToModel(VariableSchema.ToText(given.Fields), locale));
    }

    private static Struct Given() => Struct.Parser.ParseJson("""
        {
          "name": "Amina", "count": 2, "isGift": true, "at": "2026-04-06T12:00:00Z", "shop": "https://shop.example/?a=b",
          "tags": ["a", "b"], "items": [{"title": "Book", "price": "12 DA"}]
        }
        """);
}
