using Logistics.Gateway.Api;
using Logistics.Gateway.Features.GetMe;
using Logistics.Gateway.Features.Inbox;
using Logistics.Gateway.Features.ListNotifications;
using Logistics.Gateway.Features.ManageAddresses;
using Logistics.Gateway.Features.ManageApiKeys;
using Logistics.Gateway.Features.ManageDevices;
using Logistics.Gateway.Features.ManagePersonalData;
using Logistics.Gateway.Features.ManagePreferences;
using Logistics.Gateway.Features.UpdateMe;
using Logistics.Gateway.OpenApi;

namespace Logistics.Gateway.Features;

/// <summary>What people have for themselves.</summary>
internal static class MeRoutes
{
    public static void MapMe(this RouteGroupBuilder v1)
    {
        var me = v1.MapGroup("me").RequireAuthorization(Access.People).WithTags("Me");
        me.MapGet("", GetMeEndpoint.HandleAsync).Fails(401)
            .WithSummary("Your account");
        me.MapPatch("", UpdateMeEndpoint.HandleAsync).Fails(400, 401, 403, 415)
            .WithSummary("Change your name, phone, language or time zone");
        me.MapDelete("", DeleteMeEndpoint.HandleAsync).Fails(400, 401, 403, 409, 415)
            .WithSummary("Delete your account and your data, for good")
            .WithDescription("Needs the password. Everywhere within a minute; shipments that are under way lose your data when they have "
                + "ended. 409 for the last administrator.");
        me.MapGet("export", ExportMeEndpoint.HandleAsync).Fails(401, 403).DisableRequestTimeout()
            .WithSummary("All that is kept about you, as one document");
        me.MapGet("notifications", ListNotificationsEndpoint.HandleAsync).Produces<NotificationPage>().Fails(400, 401)
            .WithSummary("What you were told, newest first")
            .WithDescription("With a tracking number: all that was told of that shipment, to sender and recipient, if it is yours. With "
                + "unread=true: your unread messages in the app.");
        me.MapInbox();
        me.MapProfile();
    }

    private static void MapInbox(this RouteGroupBuilder me)
    {
        me.MapGet("notifications/unread", InboxEndpoints.CountAsync).Fails(401)
            .WithSummary("How many messages in the app you have not read");
        me.MapPost("notifications/read", InboxEndpoints.MarkAllReadAsync).Fails(401, 404)
            .WithSummary("Mark all messages in the app as read")
            .WithDescription("With until={id}: that one and all older ones, so that none is marked that came meanwhile.");
        me.MapPost("notifications/{id}/read", InboxEndpoints.MarkReadAsync).Fails(401, 404)
            .WithSummary("Mark a message in the app as read");
        me.MapPost("notifications/{id}/unread", InboxEndpoints.MarkUnreadAsync).Fails(401, 404)
            .WithSummary("Mark a message in the app as unread");
        me.MapGet("notifications/stream", InboxEndpoints.StreamAsync).Streams().Fails(401)
            .WithSummary("Watch your messages in the app live (Server-Sent Events)")
            .WithDescription("First `snapshot`: the 20 newest and how many are unread; then `changes`, within a second: new messages, and "
                + "those that were marked on any of your devices, as they are now. Who comes back with Last-Event-ID gets, instead of the "
                + "snapshot, what changed since; of more than 200 a snapshot again. Ends when the access token expires.");
    }

    private static void MapProfile(this RouteGroupBuilder me)
    {
        me.MapGet("addresses", AddressEndpoints.ListAsync).Fails(401, 403)
            .WithSummary("Your address book, the default first");
        me.MapPost("addresses", AddressEndpoints.AddAsync).Fails(400, 401, 403, 409, 415)
            .WithSummary("Add an address")
            .WithDescription("Postal codes are checked by the form that they have in the country. The first address is the default. At "
                + "most 50.");
        me.MapPut("addresses/{id}", AddressEndpoints.ChangeAsync).Fails(400, 401, 403, 404, 415)
            .WithSummary("Change an address, or make it the default");
        me.MapDelete("addresses/{id}", AddressEndpoints.RemoveAsync).Fails(401, 403, 404)
            .WithSummary("Remove an address");

        me.MapGet("preferences", PreferencesEndpoints.GetAsync).Fails(401, 403)
            .WithSummary("What you want to be told, how and when");
        me.MapPut("preferences", PreferencesEndpoints.SetAsync).Fails(400, 401, 403, 415)
            .WithSummary("Say what you want to be told, how and when")
            .WithDescription("Replaces all of it: what is absent has its default.");

        me.MapGet("devices", DeviceEndpoints.ListAsync).Fails(401, 403)
            .WithSummary("The devices that push messages go to, the last seen first");
        me.MapPut("devices", DeviceEndpoints.RegisterAsync).Fails(400, 401, 403, 415)
            .WithSummary("Register a device by its push token")
            .WithDescription("For each start of the app: a token that is known is seen again, one that another account had is yours from "
                + "now on. A device not seen for 270 days is forgotten.");
        me.MapDelete("devices/{id}", DeviceEndpoints.RemoveAsync).Fails(401, 403, 404)
            .WithSummary("Remove a device: no more push messages there");

        me.MapGet("api-keys", ApiKeyEndpoints.ListAsync).Fails(401, 403)
            .WithSummary("Your API keys, newest first");
        me.MapPost("api-keys", ApiKeyEndpoints.CreateAsync).Fails(400, 401, 403, 409, 415)
            .WithSummary("Make an API key")
            .WithDescription("This answer is the only one that shows the key. At most 20 in force.");
        me.MapDelete("api-keys/{id}", ApiKeyEndpoints.RevokeAsync).Fails(401, 403, 404)
            .WithSummary("Revoke an API key: it is refused within 30 seconds");
    }
}
