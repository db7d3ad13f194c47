using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using HandlebarsDotNet;

namespace Logistics.Notifications.Templates;

/// <summary>A compiled text: variables in, words out.</summary>
internal delegate string Fill(IReadOnlyDictionary<string, object> model);

/// <summary>What a text is, which decides how values are written into it.</summary>
internal enum TextKind
{
    Plain,

    /// <summary>Values are escaped.</summary>
    Html,

    /// <summary>An address. What is an address itself stays one, other values are percent-encoded.</summary>
    Link,

    /// <summary>Read by a program: values as they are.</summary>
    Data,
}

/// <summary>
/// Handlebars, of which <see cref="TemplateSyntax"/> lets through the harmless part. Values are text: a control character in one becomes a
/// space, braces in one mean nothing, and in a language that is written from right to left each keeps its own direction.
/// </summary>
internal static partial class TemplateEngine
{
    private static readonly System.Text.Encodings.Web.HtmlEncoder Escape = System.Text.Encodings.Web.HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly IHandlebars Plain = Create(OneLine);
    private static readonly IHandlebars Isolated = Create(value => $"\u2068{OneLine(value)}\u2069");
    private static readonly IHandlebars Html = Create(value => Escape.Encode(OneLine(value)));
    private static readonly IHandlebars Link = Create(value =>
        Uri.TryCreate(value, UriKind.Absolute, out var link) && link.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? link.AbsoluteUri
            : Uri.EscapeDataString(value));

    /// <exception cref="HandlebarsException">It is no template.</exception>
    public static Fill Compile(string source, TextKind kind, string locale)
    {
        var template = (kind switch
        {
            TextKind.Plain => Language.IsRightToLeft(locale) ? Isolated : Plain,
            TextKind.Data => Plain,
            TextKind.Html => Html,
            TextKind.Link => Link,
        }).Compile(source);
        return model => template(model);
    }

    private static IHandlebars Create(Func<string, string> write) => Handlebars.Create(new HandlebarsConfiguration
    {
        TextEncoder = new ValueWriter(write),
        ThrowOnUnresolvedBindingExpression = true,
        FormatProvider = CultureInfo.InvariantCulture,
    });

    private static string OneLine(string value) => NoText().Replace(value, " ");

    /// <summary>Control characters, and those that turn the direction of what follows.</summary>
    [GeneratedRegex(@"[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+")]
    private static partial Regex NoText();

    private sealed class ValueWriter(Func<string, string> write) : ITextEncoder
    {
        public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

        public void Encode(string? text, TextWriter target)
        {
            if (!string.IsNullOrEmpty(text))
            {
                target.Write(write(text));
            }
        }

        public void Encode<T>(T? text, TextWriter target)
            where T : IEnumerator<char>
        {
            var value = new StringBuilder();
            while (text?.MoveNext() == true)
            {
                value.Append(text.Current);
            }

            Encode(value, target);
        }
    }
}
