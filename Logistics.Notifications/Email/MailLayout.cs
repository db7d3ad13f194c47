using System.Text.Encodings.Web;
using System.Text.Unicode;
using Logistics.Notifications.Templates;

namespace Logistics.Notifications.Email;

/// <summary>A text as a mail, in both of its forms. Everything that is not markup of ours is escaped.</summary>
internal static class MailLayout
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(MailContent content)
    {
        var number = content.TrackingNumber is { } tracked ? $"{content.Words["trackingNumber"]}: {Isolate(tracked, content)}\n" : "";
        var link = content.Link is { } url ? $"{url}\n" : "";
        var footer = content.Unsubscribe is { } unsubscribe ? $"\n-- \n{content.Words["unsubscribe"]}: {unsubscribe}\n" : "";
        return $"{content.Body}\n\n{number}{link}{footer}";
    }

    public static string Html(MailContent content)
    {
        var paragraphs = content.Html
            ?? string.Concat(RenderedText.Paragraphs(content.Body).Select(paragraph => $"<p>{Escape(paragraph)}</p>\n"));
        var number = content.TrackingNumber is { } tracked
            ? $"<p>{Escape(content.Words["trackingNumber"])}: <strong dir=\"ltr\">{Escape(tracked)}</strong></p>\n"
            : "";
        var button = content.Link is null ? "" : $"""
            <p><a href="{Escape(content.Link.AbsoluteUri)}" style="display:inline-block;padding:10px 16px;background:#0b5cad;color:#fff;border-radius:6px;text-decoration:none">{Escape(content.Button)}</a></p>

            """;
        var footer = content.Unsubscribe is null ? "" : $"""
            <p style="max-width:560px;margin:16px auto 0;font-size:12px;text-align:center"><a href="{Escape(content.Unsubscribe.AbsoluteUri)}" style="color:#5c6675">{Escape(content.Words["unsubscribe"])}</a></p>

            """;
        return $"""
            <!DOCTYPE html>
            <html lang="{Escape(content.Locale)}" dir="{(content.IsRightToLeft ? "rtl" : "ltr")}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Escape(content.Title)}</title></head>
            <body style="margin:0;padding:24px;background:#f4f5f7;font-family:system-ui,sans-serif;color:#1c2430">
            <div style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border-radius:8px">
            <h1 style="margin:0 0 16px;font-size:20px">{Escape(content.Title)}</h1>
            {paragraphs}{number}{button}</div>
            {footer}</body>
            </html>
            """;
    }

    /// <summary>Among letters that run from right to left a number keeps its direction.</summary>
    private static string Isolate(string number, MailContent content) => content.IsRightToLeft ? $"\u2066{number}\u2069" : number;

    private static string Escape(string text) => Encoder.Encode(text);
}

/// <summary>What a mail says, before it is laid out.</summary>
/// <param name="Html">In the place of the paragraphs; none: they are made of the body.</param>
/// <param name="Button">What the link says.</param>
/// <param name="Unsubscribe">Where the reader says that they want no more of this kind; none where that cannot be.</param>
internal sealed record MailContent(
    string Title, string Body, string? Html, string Button, string? TrackingNumber, Uri? Link, Uri? Unsubscribe, string Locale)
{
    public Language Words => Language.Of(Locale);

    public bool IsRightToLeft => Language.IsRightToLeft(Locale);
}
