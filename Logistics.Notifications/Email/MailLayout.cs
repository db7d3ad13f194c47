using System.Text.Encodings.Web;
using System.Text.Unicode;
using Logistics.Notifications.Templates;

namespace Logistics.Notifications.Email;

/// <summary>A text as a mail, in both of its forms. Everything that is not markup of ours is escaped.</summary>
internal static class MailLayout
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Text(RenderedText content, string? trackingNumber, Uri? link)
    {
        var number = trackingNumber is null ? "" : $"Tracking number: {trackingNumber}\n";
        return $"{string.Join("\n\n", content.Paragraphs)}\n\n{number}{(link is null ? "" : $"{link}\n")}";
    }

    public static string Html(RenderedText content, string? trackingNumber, Uri? link, string locale)
    {
        var paragraphs = string.Concat(content.Paragraphs.Select(paragraph => $"<p>{Escape(paragraph)}</p>\n"));
        var number = trackingNumber is null ? "" : $"<p>Tracking number: <strong>{Escape(trackingNumber)}</strong></p>\n";
        var button = link is null ? "" : $"""
            <p><a href="{Escape(link.AbsoluteUri)}" style="display:inline-block;padding:10px 16px;background:#0b5cad;color:#fff;border-radius:6px;text-decoration:none">{Escape(content.Action)}</a></p>

            """;
        return $"""
            <!DOCTYPE html>
            <html lang="{Escape(locale)}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Escape(content.Title)}</title></head>
            <body style="margin:0;padding:24px;background:#f4f5f7;font-family:system-ui,sans-serif;color:#1c2430">
            <div dir="auto" style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border-radius:8px">
            <h1 style="margin:0 0 16px;font-size:20px">{Escape(content.Title)}</h1>
            {paragraphs}{number}{button}</div>
            </body>
            </html>
            """;
    }

    private static string Escape(string text) => Encoder.Encode(text);
}
