using Logistics.Gateway.Features.ReceiveBounces;
using Logistics.Gateway.Features.ReceiveSmsReceipts;
using Logistics.Gateway.Features.Unsubscribe;
using Logistics.Gateway.OpenApi;

namespace Logistics.Gateway.Features;

/// <summary>For those who carry our messages, and for mail programs.</summary>
internal static class CallbackRoutes
{
    public static void MapCallbacks(this RouteGroupBuilder v1)
    {
        var callbacks = v1.MapGroup("callbacks").AllowAnonymous().WithTags("Callbacks");
        callbacks.MapPost("sms/{provider}/{notificationId}", SmsReceiptEndpoint.HandleAsync).Fails(403)
            .WithSummary("For providers of text messages: what became of one")
            .WithDescription("A form in Twilio's shape, signed by the provider (X-Twilio-Signature). The address goes with each message.");
        callbacks.MapPost("email/bounces", BounceEndpoint.HandleAsync).Fails(400, 403, 413)
            .WithSummary("For the mail server: what came back")
            .WithDescription("A delivery status notification (RFC 3464) as it came, with the configured token in X-Bounce-Token. An "
                + "address that is none of anybody's gets no more mail.");

        var unsubscribe = v1.MapGroup("unsubscribe/{notificationId}/{token}").AllowAnonymous().WithTags("Callbacks");
        unsubscribe.MapPost("", UnsubscribeEndpoint.HandleAsync).Produces<string>(200, "text/plain").Fails(404)
            .WithSummary("For mail programs: no more mails of this kind to this address (RFC 8058)")
            .WithDescription("The address is in each mail's List-Unsubscribe. No session is needed, and none is looked at.");
        unsubscribe.MapGet("", UnsubscribeEndpoint.HandlePage).ExcludeFromDescription();
    }
}
