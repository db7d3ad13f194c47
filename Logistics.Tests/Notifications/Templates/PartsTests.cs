using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Email;
using Logistics.Notifications.Push;
using Logistics.Notifications.Sms;
using Microsoft.Extensions.Options;
using Xunit;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications.Templates;

/// <summary>What a template says besides title and body reaches the provider.</summary>
public sealed class PartsTests
{
    private static readonly Uri PublicUrl = new("https://parcels.example/");

    [Fact]
    public void A_push_message_has_its_picture_its_link_and_its_data()
    {
        var message = Composer().Compose(Told(Channel.Push, "Here", new()
        {
            ["image"] = "https://cdn.example/box.png",
            ["clickAction"] = "https://shop.example/orders/7",
            ["data.orderId"] = "7",
        }), "token");

        Assert.Equal("https://cdn.example/box.png", message.Notification?.ImageUrl);
        Assert.Equal("https://shop.example/orders/7", message.Webpush?.FcmOptions?.Link);
        Assert.Equal(("https://shop.example/orders/7", "7"), (message.Data?["link"], message.Data?["orderId"]));
    }

    [Fact]
    public void Without_them_it_leads_to_the_parcel()
    {
        var message = Composer().Compose(Told(Channel.Push, "Here", null), "token");

        Assert.Null(message.Notification?.ImageUrl);
        Assert.Equal("https://parcels.example/track/PKG7K3M9QX2VHDTG", message.Data?["link"]);
    }

    [Theory]
    [InlineData("📦 It is here", "It is here https://parcels.example/track/PKG7K3M9QX2VHDTG")]
    [InlineData("", "All that is said.")] // a template for text messages has no title, and says where to read more itself
    public void A_text_message_says_what_its_template_says(string title, string expected) =>
        Assert.Equal(expected, SmsText.Of(Told(Channel.Sms, title, null), PublicUrl));

    private static PushComposer Composer() => new(Options.Create(new SmtpOptions { PublicUrl = PublicUrl }), TimeProvider.System);

    private static Notification Told(Channel channel, string title, Dictionary<string, string>? parts) => new()
    {
        Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
        CauseId = Guid.Empty,
        Role = RecipientRole.Recipient,
        Channel = channel,
        Priority = Logistics.Notifications.Domain.Priority.Normal,
        Category = Category.Delivery,
        TrackingNumber = "PKG7K3M9QX2VHDTG",
        OwnerId = Guid.Empty,
        Locale = "en",
        Template = "shipment.delivered.recipient",
        Variables = [],
        Title = title,
        Body = "All that is said.",
        Parts = parts,
        State = NotificationState.Queued,
        CreatedAt = default,
        UpdatedAt = default,
    };
}
