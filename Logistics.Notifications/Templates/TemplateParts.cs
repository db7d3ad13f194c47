using System.Text.RegularExpressions;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Templates;

/// <summary>One text of a template.</summary>
internal sealed record TemplatePart(string Name, TextKind Kind, int Longest, bool Required = true);

/// <summary>Which texts a message has, by channel.</summary>
internal static partial class TemplateParts
{
    public const string Subject = "subject";
    public const string Title = "title";
    public const string Body = "body";
    public const string Text = "text";

    /// <summary>Takes the place of the paragraphs in the HTML of a mail, between the title and the button.</summary>
    public const string Html = "html";

    public const string Button = "button";
    public const string Image = "image";
    public const string ClickAction = "clickAction";

    /// <summary>What an app gets with a push message: <c>data.orderId</c>.</summary>
    public const string Data = "data.";

    private static readonly TemplatePart[] Mail =
    [
        new(Subject, TextKind.Plain, 300),
        new(Text, TextKind.Plain, 20_000),
        new(Html, TextKind.Html, 100_000, false),
        new(Button, TextKind.Plain, 100, false),
    ];

    private static readonly TemplatePart[] Push =
    [
        new(Title, TextKind.Plain, 300),
        new(Body, TextKind.Plain, 1_000),
        new(Image, TextKind.Link, 2_000, false),
        new(ClickAction, TextKind.Link, 2_000, false),
    ];

    private static readonly TemplatePart[] Sms = [new(Text, TextKind.Plain, 4_000)];

    private static readonly TemplatePart[] InApp = [new(Title, TextKind.Plain, 300), new(Body, TextKind.Plain, 20_000)];

    public static IReadOnlyList<TemplatePart> Of(Channel channel) => channel switch
    {
        Channel.Email => Mail,
        Channel.Push => Push,
        Channel.Sms => Sms,
        Channel.InApp => InApp,
        Channel.Unspecified => throw new ArgumentOutOfRangeException(nameof(channel), channel, "A message always goes by a channel."),
    };

    public static TemplatePart? Find(Channel channel, string name) => Of(channel).FirstOrDefault(part => part.Name == name)
        ?? (channel == Channel.Push && DataName().IsMatch(name) ? new TemplatePart(name, TextKind.Data, 2_000, false) : null);

    /// <summary>Names that neither Firebase nor our own apps have taken.</summary>
    [GeneratedRegex(
        @"^data\.(?!google|gcm|from$|message_type$|notificationId$|trackingNumber$|template$|link$)[A-Za-z][A-Za-z0-9_]{0,39}\z")]
    private static partial Regex DataName();
}
