using Logistics.Notifications.Templates;

namespace Logistics.Notifications.Sms;

/// <summary>
/// What a template for text messages says, which has no title; else a notification in a few words: what happened, and where to read more.
/// </summary>
internal static class SmsText
{
    public static string Of(Notification notification, Uri publicUrl)
    {
        var link = notification.TrackingNumber is { } number ? $" {new Uri(publicUrl, $"track/{number}")}" : "";
        return notification switch
        {
            { Template: TemplateCodes.Digest } =>
                $"{string.Join('\n', RenderedText.Paragraphs(notification.Body).Select(WithoutPicture))}{link}",
            { Title: "" } => notification.Body,
            _ => $"{WithoutPicture(notification.Title)}{link}",
        };
    }

    /// <summary>A picture would make of 160 characters 70.</summary>
    private static string WithoutPicture(string title) =>
        title.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && !char.IsLetterOrDigit(title[0]) ? title[(space + 1)..] : title;
}
