using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Templates;
using Xunit;
using TemplateVariable = Logistics.Notifications.Templates.TemplateVariable;
using TemplateVersion = Logistics.Notifications.Domain.TemplateVersion;

namespace Logistics.Tests.Notifications.Templates;

/// <summary>What keeps a version from being published.</summary>
public sealed class TemplateChecksTests
{
    [Fact]
    public void A_version_without_fault_has_none() => Assert.Empty(Faults(
        Channel.Push,
        ("title", "{{name}}"),
        ("body", "{{#each tags}}{{this}}{{/each}}"),
        ("image", "https://x.example/{{name}}.png"),
        ("data.code", "{{name}}")));

    [Fact]
    public void All_faults_are_said_each_with_its_part() => Assert.Equal(
        [
            "parts.subject: nobody is not among the variables.",
            "parts.text: {{#if}} has no end.",
            "parts.html: {{{name}}} is not allowed: values are always escaped.",
        ],
        Faults(Channel.Email, ("subject", "{{nobody}}"), ("text", "{{#if name}}"), ("html", "{{{name}}}")));

    [Fact]
    public void A_part_that_is_needed_says_something() =>
        Assert.Equal(
            ["parts.body: Says nothing with the examples."],
            Faults(Channel.InApp, ("title", "x"), ("body", "{{#unless name}}x{{/unless}}")));

    [Fact]
    public void A_link_is_one() =>
        Assert.Equal(
            ["parts.clickAction: Is no http or https address with the examples."],
            Faults(Channel.Push, ("title", "x"), ("body", "x"), ("clickAction", "{{name}}")));

    [Theory]
    [InlineData(1530, 0)]
    [InlineData(1531, 1)]
    public void A_text_message_takes_ten_segments_at_most(int length, int faults) =>
        Assert.Equal(faults, Faults(Channel.Sms, ("text", new string('a', length))).Count);

    [Theory]
    [InlineData(1791, 0)]
    [InlineData(1792, 1)]
    public void A_push_message_takes_what_firebase_takes(int letters, int faults) =>
        Assert.Equal(faults, Faults(Channel.Push, ("title", "é"), ("body", new string('م', letters))).Count);

    [Fact]
    public void A_variable_that_is_needed_has_an_example() => Assert.Equal(
        ["variables[0].example: Is required: what the version says is tried with it."],
        TemplateChecks.Faults(Version(Channel.Sms, [new("name", VariableType.String)], ("text", "{{name}}")))
            .Select(fault => $"{fault.Field}: {fault.Message}"));

    /// <summary>Whatever the checks let through, the engine takes: anything else would fail when a message is to go out.</summary>
    [Fact]
    public void What_the_syntax_allows_compiles_and_is_filled()
    {
        string[] tokens =
        [
            "{{name}}", "{{ name }}", "{{~name~}}", "{{count}}", "{{#if name}}", "{{#if tags}}", "{{#unless count}}", "{{else}}",
            "{{/if}}", "{{/unless}}", "{{#each tags}}", "{{#each items}}", "{{/each}}", "{{this}}", "{{title}}", "{{../name}}",
            "{{../../name}}", "{{@index}}", "{{#if @last}}", "{{#if this}}", "{{#if ../name}}", "\n", "a", "}", "{", "\"", "<b>",
        ];
        var (random, schema, taken) = (new Random(7), new VariableSchema(Variables), 0);
        for (var i = 0; i < 20_000; i++)
        {
            var source = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => tokens[random.Next(tokens.Length)]));
            if (TemplateSyntax.Faults(source, schema).Count == 0 && (source.Contains("{{#", StringComparison.Ordinal) || i % 50 == 0))
            {
                taken++;
                TemplateEngine.Compile(source, TextKind.Plain, "en")(schema.ToModel(schema.Examples(), "en"));
            }
        }

        Assert.True(taken > 50, $"{taken} were taken.");
    }

    private static IReadOnlyList<TemplateVariable> Variables { get; } =
    [
        new("name", VariableType.String) { Example = "Amina" },
        new("count", VariableType.Number) { Example = "0" },
        new("tags", VariableType.List) { Example = """["a","b"]""" },
        new("items", VariableType.List, Required: false) { Fields = ["title"], Example = """[{"title":"Book"}]""" },
    ];

    private static List<string> Faults(Channel channel, params (string Name, string Source)[] parts) =>
        [.. TemplateChecks.Faults(Version(channel, Variables, parts)).Select(fault => $"{fault.Field}: {fault.Message}")];

    private static TemplateVersion Version(
        Channel channel, IReadOnlyList<TemplateVariable> variables, params (string Name, string Source)[] parts) => new()
        {
            Key = "order.shipped",
            Version = 1,
            Channel = channel,
            Locale = "en",
            State = TemplateState.Draft,
            Parts = parts.ToDictionary(part => part.Name, part => part.Source),
            Variables = variables,
            CreatedBy = Guid.Empty,
            CreatedAt = default,
        };
}
