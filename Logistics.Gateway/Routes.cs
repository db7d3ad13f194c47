using System.Net.Mime;
using Logistics.Gateway.Api;
using Logistics.Gateway.Features.Administer;
using Logistics.Gateway.Features.BrowseReference;
using Logistics.Gateway.Features.Bulk;
using Logistics.Gateway.Features.ChangeEmail;
using Logistics.Gateway.Features.ChangePassword;
using Logistics.Gateway.Features.ChangeStatus;
using Logistics.Gateway.Features.Compatibility;
using Logistics.Gateway.Features.ConfirmEmail;
using Logistics.Gateway.Features.CreateShipment;
using Logistics.Gateway.Features.DecideOnShipment;
using Logistics.Gateway.Features.EndSessions;
using Logistics.Gateway.Features.ExplainNotification;
using Logistics.Gateway.Features.ExportEpcis;
using Logistics.Gateway.Features.FollowLinks;
using Logistics.Gateway.Features.ForgotPassword;
using Logistics.Gateway.Features.GetMe;
using Logistics.Gateway.Features.GetShipment;
using Logistics.Gateway.Features.GetTimeline;
using Logistics.Gateway.Features.Inbox;
using Logistics.Gateway.Features.ListLocations;
using Logistics.Gateway.Features.ListNotifications;
using Logistics.Gateway.Features.ListSessions;
using Logistics.Gateway.Features.ListShipments;
using Logistics.Gateway.Features.ManageAddresses;
using Logistics.Gateway.Features.ManageApiKeys;
using Logistics.Gateway.Features.ManageDevices;
using Logistics.Gateway.Features.ManagePersonalData;
using Logistics.Gateway.Features.ManagePreferences;
using Logistics.Gateway.Features.ManageQueues;
using Logistics.Gateway.Features.ManageSuppressions;
using Logistics.Gateway.Features.ManageTemplates;
using Logistics.Gateway.Features.ManageWebhooks;
using Logistics.Gateway.Features.PrintLabel;
using Logistics.Gateway.Features.Proofs;
using Logistics.Gateway.Features.PublishKeys;
using Logistics.Gateway.Features.ReadMailbox;
using Logistics.Gateway.Features.ReadStatistics;
using Logistics.Gateway.Features.ReceiveBounces;
using Logistics.Gateway.Features.ReceiveSmsReceipts;
using Logistics.Gateway.Features.RecordLocations;
using Logistics.Gateway.Features.RefreshToken;
using Logistics.Gateway.Features.Register;
using Logistics.Gateway.Features.ReportHealth;
using Logistics.Gateway.Features.RequestNotifications;
using Logistics.Gateway.Features.ResendConfirmation;
using Logistics.Gateway.Features.ResetPassword;
using Logistics.Gateway.Features.ResolveDigitalLink;
using Logistics.Gateway.Features.SetAliases;
using Logistics.Gateway.Features.ShareShipment;
using Logistics.Gateway.Features.SignIn;
using Logistics.Gateway.Features.SignOut;
using Logistics.Gateway.Features.StreamShipments;
using Logistics.Gateway.Features.StreamTimeline;
using Logistics.Gateway.Features.Unsubscribe;
using Logistics.Gateway.Features.UpdateMe;
using Logistics.Gateway.Features.UpdateShipment;
using Logistics.Gateway.OpenApi;
using Logistics.Gateway.RateLimits;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Gateway;

/// <summary>The public API's table of contents. Every address says who may use it: RequireAuthorization or AllowAnonymous, and a test sees to it.</summary>
internal static class Routes
{
    public static void MapRoutes(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimiting>();
        var v1 = app.MapGroup("/v1");
        v1.MapSignIn(limits);
        v1.MapCredentials(limits);
        v1.MapMe();

        v1.MapWebhooks();
        v1.MapShipments();
        v1.MapSharing();
        v1.MapBulk();
        v1.MapTracking();
        v1.MapNotifications();
        v1.MapAdministration();
        v1.MapTemplates();
        v1.MapQueues();
        v1.MapMailbox();
        v1.MapCallbacks();
        v1.MapGet("health", ReportHealthEndpoint.HandleAsync).AllowAnonymous().WithTags("System")
            .WithSummary("How every service and each of its dependencies is").Produces<SystemHealth>().Produces<SystemHealth>(503);

        app.MapCompatibility();
        app.MapPages();
    }

    private static void MapSignIn(this RouteGroupBuilder v1, RateLimiting limits)
    {
        var auth = v1.MapGroup("auth").AllowAnonymous().WithTags("Sign-in").AddEndpointFilter(limits.LimitSignInAsync);
        auth.MapPost("register", RegisterEndpoint.HandleAsync).Fails(400)
            .WithSummary("Make an account")
            .WithDescription("The answer is the same whether or not the address has an account.");
        auth.MapPost("login", SignInEndpoint.HandleAsync).Fails(400, 401)
            .WithSummary("Sign in");
        auth.MapPost("refresh", RefreshTokenEndpoint.HandleAsync).Fails(400, 401)
            .WithSummary("Trade a refresh token for new tokens")
            .WithDescription("Each is good for one exchange. For 10 seconds a repeat gets the same new refresh token, so that a lost answer does no harm; a later "
                + "use revokes all that came from the same sign-in, and its owner is told by mail.");
        auth.MapPost("logout", SignOutEndpoint.HandleAsync).Fails(400)
            .WithSummary("Sign out: revoke a refresh token");
        auth.MapPost("confirm", ConfirmEmailEndpoint.HandleAsync).Fails(400)
            .WithSummary("Confirm an e-mail address by the token of a mailed link")
            .WithDescription("The address of a new account, or the one that is to take the place of an account's.");
        auth.MapPost("confirm/resend", ResendConfirmationEndpoint.HandleAsync).Fails(400)
            .WithSummary("Have that link mailed again")
            .WithDescription("At most once a minute. The answer is the same whether or not there is an account that waits for it.");
        auth.MapPost("forgot", ForgotPasswordEndpoint.HandleAsync).Fails(400)
            .WithSummary("Have a link mailed to set a new password")
            .WithDescription("At most once a minute. The answer is the same whether or not the address has an account.");
        auth.MapPost("reset", ResetPasswordEndpoint.HandleAsync).Fails(400)
            .WithSummary("Set a new password by the token of that link")
            .WithDescription("Ends all sessions.");
    }

    private static void MapCredentials(this RouteGroupBuilder v1, RateLimiting limits)
    {
        var credentials = v1.MapGroup("me").RequireAuthorization(Access.People).WithTags("Sign-in").AddEndpointFilter(limits.LimitSignInAsync);
        credentials.MapPost("password", ChangePasswordEndpoint.HandleAsync).Fails(400, 401, 403)
            .WithSummary("Change your password")
            .WithDescription("Ends all sessions but this one.");
        credentials.MapPost("email", ChangeEmailEndpoint.HandleAsync).Fails(400, 401, 403)
            .WithSummary("Change your e-mail address")
            .WithDescription("A link is mailed to the new address; the old one stays until it is confirmed there, and is told then.");

        var sessions = v1.MapGroup("me/sessions").RequireAuthorization(Access.People).WithTags("Sign-in");
        sessions.MapGet("", ListSessionsEndpoint.HandleAsync).Fails(401)
            .WithSummary("Where you are signed in");
        sessions.MapDelete("", EndSessionsEndpoint.HandleAllAsync).Fails(400, 401)
            .WithSummary("Sign out everywhere")
            .WithDescription("With keepCurrent=true: everywhere else. Access tokens live on until they expire, for 15 minutes at most.");
        sessions.MapDelete("{id}", EndSessionsEndpoint.HandleOneAsync).Fails(401, 404)
            .WithSummary("Sign out in one place");
    }

    private static void MapMe(this RouteGroupBuilder v1)
    {
        var me = v1.MapGroup("me").RequireAuthorization(Access.People).WithTags("Me");
        me.MapGet("", GetMeEndpoint.HandleAsync).Fails(401)
            .WithSummary("Your account");
        me.MapPatch("", UpdateMeEndpoint.HandleAsync).Fails(400, 401, 403, 415)
            .WithSummary("Change your name, phone, language or time zone");
        me.MapDelete("", DeleteMeEndpoint.HandleAsync).Fails(400, 401, 403, 409, 415)
            .WithSummary("Delete your account and your data, for good")
            .WithDescription("Needs the password. Everywhere within a minute; shipments that are under way lose your data when they have ended. "
                + "409 for the last administrator.");
        me.MapGet("export", ExportMeEndpoint.HandleAsync).Fails(401, 403).DisableRequestTimeout()
            .WithSummary("All that is kept about you, as one document");
        me.MapGet("notifications", ListNotificationsEndpoint.HandleAsync).Produces<NotificationPage>().Fails(400, 401)
            .WithSummary("What you were told, newest first")
            .WithDescription("With a tracking number: all that was told of that shipment, to sender and recipient, if it is yours. With unread=true: your unread messages in the app.");
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
            .WithDescription("First `snapshot`: the 20 newest and how many are unread; then `changes`, within a second: new messages, and those that were marked on any of your devices, "
                + "as they are now. Who comes back with Last-Event-ID gets, instead of the snapshot, what changed since; of more than 200 a snapshot again. "
                + "Ends when the access token expires.");
    }

    private static void MapProfile(this RouteGroupBuilder me)
    {
        me.MapGet("addresses", AddressEndpoints.ListAsync).Fails(401, 403)
            .WithSummary("Your address book, the default first");
        me.MapPost("addresses", AddressEndpoints.AddAsync).Fails(400, 401, 403, 409, 415)
            .WithSummary("Add an address")
            .WithDescription("Postal codes are checked by the form that they have in the country. The first address is the default. At most 50.");
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
            .WithDescription("For each start of the app: a token that is known is seen again, one that another account had is yours from now on. "
                + "A device not seen for 270 days is forgotten.");
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

    private static void MapWebhooks(this RouteGroupBuilder v1)
    {
        var webhooks = v1.MapGroup("me/webhooks").RequireAuthorization(Access.People).WithTags("Webhooks");
        webhooks.MapGet("", WebhookEndpoints.ListAsync).Fails(401, 403)
            .WithSummary("Your webhooks, the oldest first");
        webhooks.MapPost("", WebhookEndpoints.CreateAsync).Fails(400, 401, 403, 409, 415)
            .WithSummary("Have an address told what happens to your shipments")
            .WithDescription("This answer, and that to a new secret, are the only ones that show it. At most 10. Messages are signed by Standard Webhooks.");
        webhooks.MapGet("{id}", WebhookEndpoints.GetAsync).Fails(401, 403, 404)
            .WithSummary("Read a webhook");
        webhooks.MapPatch("{id}", WebhookEndpoints.UpdateAsync).Fails(400, 401, 403, 404, 415)
            .WithSummary("Change a webhook's address or events, disable or enable it")
            .WithDescription("Ends its pause, if it has one.");
        webhooks.MapDelete("{id}", WebhookEndpoints.DeleteAsync).Fails(401, 403, 404)
            .WithSummary("Delete a webhook, and its log");
        webhooks.MapPost("{id}/secret", WebhookEndpoints.RotateSecretAsync).Fails(401, 403, 404)
            .WithSummary("Give a webhook a new secret")
            .WithDescription("For a day messages carry two signatures, by the new one and the one before.");
        webhooks.MapPost("{id}/test", WebhookEndpoints.TestAsync).Fails(401, 403, 404, 409)
            .WithSummary("Have a webhook sent a test")
            .WithDescription("A `webhook.test`; the log says what became of it.");
        webhooks.MapPost("{id}/replay", WebhookEndpoints.ReplayAsync).Produces<Replay>(202).Fails(400, 401, 403, 404, 409, 415)
            .WithSummary("Send again what failed or was held since a time")
            .WithDescription("Under the same ids. Deliveries are kept for 30 days.");
        webhooks.MapGet("{id}/deliveries", DeliveryEndpoints.ListAsync).Produces<WebhookDeliveryPage>().Fails(400, 401, 403, 404)
            .WithSummary("What a webhook was sent, newest first");
        webhooks.MapGet("{id}/deliveries/{eventId}", DeliveryEndpoints.GetAsync).Fails(401, 403, 404)
            .WithSummary("Read a delivery, with what is sent");
        webhooks.MapPost("{id}/deliveries/{eventId}/replay", DeliveryEndpoints.ReplayAsync).Fails(401, 403, 404, 409)
            .WithSummary("Send one delivery again");
    }

    private static void MapAdministration(this RouteGroupBuilder v1)
    {
        var admin = v1.MapGroup("admin").RequireAuthorization(Access.Admins).WithTags("Administration");
        admin.MapGet("users", UserEndpoints.ListAsync).Produces<UserPage>().Fails(400, 401, 403)
            .WithSummary("List and search accounts, newest first");
        admin.MapGet("users/{id}", UserEndpoints.GetAsync).Fails(401, 403, 404)
            .WithSummary("Read an account");
        admin.MapPost("users/{id}/disable", UserEndpoints.DisableAsync).Fails(401, 403, 404, 409)
            .WithSummary("Keep a user out")
            .WithDescription("Sessions end and API keys stop; an access token that was issued before lives on for at most 15 minutes. "
                + "409 for the last administrator.");
        admin.MapPost("users/{id}/enable", UserEndpoints.EnableAsync).Fails(401, 403, 404)
            .WithSummary("Let a user in again");
        admin.MapPut("users/{id}/roles/{role}", UserEndpoints.GiveRoleAsync).Fails(400, 401, 403, 404)
            .WithSummary("Give a user a role");
        admin.MapDelete("users/{id}/roles/{role}", UserEndpoints.TakeRoleAsync).Fails(400, 401, 403, 404, 409)
            .WithSummary("Take a role from a user")
            .WithDescription("Access tokens that were issued before have it for at most 15 minutes more. 409 for the last administrator's ADMIN.");
        admin.MapGet("audit", AuditLogEndpoint.HandleAsync).Produces<AuditPage>().Fails(400, 401, 403)
            .WithSummary("Who did what to whom, newest first");
        admin.MapGet("stats", StatisticsEndpoint.HandleAsync).Fails(400, 401, 403)
            .WithSummary("How many shipments there are by status, and came to each by day")
            .WithDescription("Days in UTC, the last 30 unless said otherwise, 366 at most.");
    }

    private static void MapTemplates(this RouteGroupBuilder v1)
    {
        var templates = v1.MapGroup("admin/templates").RequireAuthorization(Access.Admins).WithTags("Templates");
        templates.MapGet("", TemplateEndpoints.ListAsync).Produces<TemplatePage>().Fails(400, 401, 403)
            .WithSummary("What messages there are, by their keys");
        templates.MapGet("{key}", TemplateEndpoints.GetAsync).Fails(401, 403, 404)
            .WithSummary("Read what messages by a key say, with all versions");
        templates.MapPost("{key}/versions", TemplateEndpoints.CreateAsync).TakesIdempotencyKey().Produces<TemplateVersion>(201).Fails(400, 401, 403, 409, 413, 415, 422)
            .WithSummary("Make a draft")
            .WithDescription("Of a key that there is, or of a new one. It stays as it is; what is to be otherwise is another draft.");
        templates.MapPost("{key}/versions/{version:int}/preview", TemplateEndpoints.PreviewAsync).Fails(400, 401, 403, 404, 415)
            .WithSummary("See what a version says, and what keeps it from being published");
        templates.MapPost("{key}/versions/{version:int}/test", TemplateEndpoints.SendTestAsync).Fails(400, 401, 403, 404, 409, 415)
            .WithSummary("Send a version to yourself, or to an address")
            .WithDescription("It is kept who did. 409 where the channel has no provider.");
        templates.MapPost("{key}/versions/{version:int}/publish", TemplateEndpoints.PublishAsync).Fails(400, 401, 403, 404)
            .WithSummary("Have messages say what a version says")
            .WithDescription("In the place of what was published for its channel and language; everywhere within seconds. 400 with all faults, each with its field, if it has any.");
        templates.MapPost("{key}/rollback", TemplateEndpoints.RollBackAsync).Fails(400, 401, 403, 409, 415)
            .WithSummary("Go back to the version before the published one")
            .WithDescription("Or, if that was the first, to what comes with the product.");
    }

    private static void MapQueues(this RouteGroupBuilder v1)
    {
        var keepers = v1.MapGroup("admin").RequireAuthorization(Access.Keepers).WithTags("Administration");
        keepers.MapGet("queues", QueueEndpoints.ListAsync).Fails(401, 403)
            .WithSummary("The queues of all services, and how full they are");
        keepers.MapGet("dead-letters", QueueEndpoints.ListDeadLettersAsync).Produces<DeadLetterPage>().Fails(400, 401, 403)
            .WithSummary("What no service could handle, the latest first")
            .WithDescription("Those that are open, unless a state is given: REPLAYED, DISCARDED, ANY.");
        keepers.MapGet("dead-letters/{id}", QueueEndpoints.GetDeadLetterAsync).Produces<DeadLetter>().Fails(401, 403, 404)
            .WithSummary("Read a dead letter, with its payload and what was decided about it");
        keepers.MapPost("dead-letters/replay", QueueEndpoints.ReplayAsync).Produces<SettledDeadLetters>().Fails(400, 401, 403, 404, 415)
            .WithSummary("Have dead letters handled again: some, or all that a filter finds")
            .WithDescription("At a bounded rate, with the event ids that they had. Those that are not open are passed over; the answer names the others.");
        keepers.MapPost("dead-letters/discard", QueueEndpoints.DiscardAsync).Produces<SettledDeadLetters>().Fails(400, 401, 403, 404, 415)
            .WithSummary("Give dead letters up");
        keepers.MapGet("suppressions", SuppressionEndpoints.ListAsync).Produces<SuppressionPage>().Fails(400, 401, 403)
            .WithSummary("Addresses that nothing is sent to, newest first");
        keepers.MapDelete("suppressions/{id}", SuppressionEndpoints.LiftAsync).Fails(401, 403, 404)
            .WithSummary("Have things sent to an address again");
    }

    private static void MapShipments(this RouteGroupBuilder v1)
    {
        var shipments = v1.MapGroup("shipments").WithTags("Shipments");
        shipments.MapPost("", CreateShipmentEndpoint.HandleAsync).RequireAuthorization(Access.CreateShipments).TakesIdempotencyKey().Produces<Shipment>(201).Fails(400, 401, 403, 409, 413, 415, 422)
            .WithSummary("Create a shipment");
        shipments.MapGet("", ListShipmentsEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments).Produces<ShipmentPage>().Fails(400, 401, 403)
            .WithSummary("List your shipments, newest first")
            .WithDescription("The staff sees everyone's. All filters that are given hold together; what is created meanwhile moves no page.");
        shipments.MapGet("stream", StreamShipmentsEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments).Streams().Fails(401, 403)
            .WithSummary("Watch all your shipments live (Server-Sent Events)")
            .WithDescription("The staff watches everyone's. First `snapshot`: the shipments of the newest events, as they stand; then `tracking` for each event, in one order, within a second. "
                + "Who comes back with Last-Event-ID gets, instead of the snapshot, what came since; after more than 1,000 events a snapshot again. "
                + "Ends when the access token expires.");
        shipments.MapGet("{trackingNumber}", GetShipmentEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments).Produces<Shipment>().Fails(401, 403, 404)
            .WithSummary("Read a shipment")
            .WithDescription("The ETag is its version, for If-Match.");
        shipments.MapGet("{trackingNumber}/label", PrintLabelEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments)
            .Produces<byte[]>(200, MediaTypeNames.Application.Pdf, PrintLabelEndpoint.ZplType).Fails(400, 401, 403, 404)
            .WithSummary("Print a shipment's labels")
            .WithDescription("One a parcel: A6 pages (PDF), or ZPL II for thermal printers (203 dpi), with the tracking number as QR code and as Code 128.");
        shipments.MapGet("{trackingNumber}/epcis", ExportEpcisEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments)
            .Produces<string>(200, ExportEpcisEndpoint.MediaType).Fails(401, 403, 404)
            .WithSummary("A shipment's events as EPCIS 2.0 (JSON-LD)")
            .WithDescription("An ObjectEvent for each step, in GS1's Core Business Vocabulary; corrected ones carry an errorDeclaration.");
        shipments.MapPost("{trackingNumber}/status", ChangeStatusEndpoint.HandleAsync).RequireAuthorization(Access.MoveShipments).TakesIdempotencyKey().TakesIfMatch()
            .Produces<Shipment>().Fails(400, 401, 403, 404, 409, 412, 413, 415, 422)
            .WithSummary("Move a shipment along")
            .WithDescription("For the staff, each role its part; its owner may cancel it before it is picked up and have it brought back after. A move that is not allowed "
                + "gets 409 with those that are. What comes after the fact (`source` OFFLINE or PARTNER) is always kept, and is the status where nothing newer is known.");
        shipments.MapPatch("{trackingNumber}", UpdateShipmentEndpoint.HandleAsync).RequireAuthorization(Access.DecideOnShipments).TakesIfMatch()
            .Produces<Shipment>().Fails(400, 401, 403, 404, 409, 412, 413, 415, 428)
            .WithSummary("Change what is known of a shipment")
            .WithDescription("What is absent stays, an empty text or window is taken away, lists, options and windows are replaced whole. Before pick-up all may change, then e-mail "
                + "addresses, phones, reference and customs, at the end nothing. If-Match is required (428).");
        shipments.MapPut("{trackingNumber}/aliases", SetAliasesEndpoint.HandleAsync).RequireAuthorization(Access.DecideOnShipments).Fails(400, 401, 403, 404, 409, 415)
            .WithSummary("Say by which partners' numbers a shipment is known")
            .WithDescription("Replaces all of them. Each is one shipment's (409), and good wherever its tracking number is.");
        shipments.MapDecisions();
        shipments.MapProofs();
    }

    private static void MapProofs(this RouteGroupBuilder shipments)
    {
        shipments.MapPost("{trackingNumber}/proof", ProofEndpoints.ReportAsync).RequireAuthorization(Access.MoveShipments).TakesIdempotencyKey().TakesIfMatch()
            .TakesBodyOf(ProofEndpoints.MaxBodyBytes).Produces<Shipment>().Fails(400, 401, 403, 404, 409, 412, 413, 415, 422)
            .WithSummary("Report a delivery, or a failed attempt, with its proof")
            .WithDescription("As under `status`, for DELIVERED, DELIVERY_ATTEMPTED, DAMAGED and RETURNED. What was agreed to be handed over against a signature or a check of age "
                + "is delivered only so. The body may have 12 MiB.");
        shipments.MapGet("{trackingNumber}/proof", ProofEndpoints.ListAsync).RequireAuthorization(Access.ReadShipments).Produces<ProofList>().Fails(401, 403, 404)
            .WithSummary("Read a shipment's proofs, oldest first");
        shipments.MapGet("{trackingNumber}/proof/photos/{index:int}", ProofEndpoints.PhotoAsync).RequireAuthorization(Access.ReadShipments)
            .Produces<byte[]>(200, "image/jpeg", "image/png", "image/webp").Fails(401, 403, 404)
            .WithSummary("Read a photo of a shipment's proofs");
    }

    private static void MapDecisions(this RouteGroupBuilder shipments)
    {
        shipments.MapPost("{trackingNumber}/cancel", DecisionEndpoints.CancelAsync).Decides(Access.MoveShipments)
            .WithSummary("Cancel a shipment before it is picked up");
        shipments.MapPost("{trackingNumber}/hold", DecisionEndpoints.HoldAsync).Decides(Access.MoveShipments)
            .WithSummary("Hold a shipment where it is")
            .WithDescription("For warehouses and the support desk.");
        shipments.MapPost("{trackingNumber}/release", DecisionEndpoints.ReleaseAsync).Decides(Access.DecideOnShipments)
            .WithSummary("Release a shipment from a hold, back to the status held");
        shipments.MapPost("{trackingNumber}/return", DecisionEndpoints.ReturnAsync).Decides(Access.DecideOnShipments).Produces<Shipment>(201)
            .WithSummary("Send a shipment back")
            .WithDescription("Under way it turns round: RETURNING. Delivered, it stays so, and another shipment brings it back: 201 with that one, the same however often it "
                + "is asked for.");
        shipments.MapPost("{trackingNumber}/redirect", DecisionEndpoints.RedirectAsync).Decides(Access.DecideOnShipments)
            .WithSummary("Send a shipment to another address or to a pick-up point")
            .WithDescription("In the same country, and not while it is out for delivery or in customs.");
        shipments.MapPost("{trackingNumber}/corrections", DecisionEndpoints.CorrectAsync).Decides(Access.DecideOnShipments)
            .WithSummary("Correct a mistaken scan")
            .WithDescription("For the support desk. The entry stays on the timeline, marked; the status becomes what the history says without it, also where it had ended. What "
                + "is right instead is reported after that.");
    }

    private static RouteHandlerBuilder Decides(this RouteHandlerBuilder route, string access) => route.RequireAuthorization(access)
        .TakesIdempotencyKey().TakesIfMatch().Produces<Shipment>().Fails(400, 401, 403, 404, 409, 412, 413, 415, 422);

    private static void MapSharing(this RouteGroupBuilder v1)
    {
        var share = v1.MapGroup("shipments/{trackingNumber}/share").RequireAuthorization(Access.People).WithTags("Shipments");
        share.MapPost("", ShareEndpoints.ShareAsync).Fails(400, 401, 403, 404, 409, 415)
            .WithSummary("Make a link that shows a shipment to whoever has it, for a while")
            .WithDescription("With initials, cities and postal codes, weights and the timeline. This answer is the only one that shows the link. At most 20 in force.");
        share.MapGet("", ShareEndpoints.ListAsync).Fails(401, 403, 404)
            .WithSummary("A shipment's links, newest first");
        share.MapDelete("{id}", ShareEndpoints.RevokeAsync).Fails(401, 403, 404)
            .WithSummary("Revoke a link, at once");
        v1.MapGet("shared/{token}", ShareEndpoints.OpenAsync).AllowAnonymous().WithTags("Tracking").Fails(404, 429)
            .AddEndpointFilter((invocation, next) => invocation.HttpContext.RequestServices.GetRequiredService<TrackingMisses>().LimitAsync(invocation, next))
            .WithSummary("See a shipment by a link")
            .WithDescription("The same 404 for what was never a link, has expired or was revoked.");
    }

    private static void MapBulk(this RouteGroupBuilder v1)
    {
        const string Rows = "Up to 1,000 rows and 8 MiB, as a JSON list or as CSV with the template's header (columns in any order; an empty cell is an absent field). Each row is answered on its own, by the "
            + "same rules as alone; those in order take effect whatever becomes of the others. A row's key makes it safe to send everything again.";
        var limit = new RequestSizeLimitAttribute(BulkBody.MaxBytes);
        var bulk = v1.MapGroup("").WithTags("Bulk");
        bulk.MapPost("shipments:bulk", BulkEndpoints.CreateAsync).RequireAuthorization(Access.CreateShipments).WithMetadata(limit)
            .Accepts<ShipmentRow[]>(MediaTypeNames.Application.Json, BulkBody.CsvType).Produces<BulkAnswer>().Fails(400, 401, 403, 413, 415)
            .WithSummary("Create many shipments").WithDescription(Rows);
        bulk.MapGet("shipments:bulk/template.csv", BulkEndpoints.GetShipmentTemplate).AllowAnonymous().Produces<string>(200, BulkBody.CsvType)
            .WithSummary("The header of a CSV file of shipments, of one parcel each");
        bulk.MapPost("scans:bulk", BulkEndpoints.ScanAsync).RequireAuthorization(Access.Scan).WithMetadata(limit)
            .Accepts<ScanRow[]>(MediaTypeNames.Application.Json, BulkBody.CsvType).Produces<BulkAnswer>().Fails(400, 401, 403, 413, 415)
            .WithSummary("Move many shipments along").WithDescription(Rows + " Scans of one shipment are applied in the order of the rows.");
        bulk.MapGet("scans:bulk/template.csv", BulkEndpoints.GetScanTemplate).AllowAnonymous().Produces<string>(200, BulkBody.CsvType)
            .WithSummary("The header of a CSV file of scans");
    }

    private static void MapTracking(this RouteGroupBuilder v1)
    {
        var tracking = v1.MapGroup("tracking/{trackingNumber}").AllowAnonymous().WithTags("Tracking")
            .AddEndpointFilter((invocation, next) => invocation.HttpContext.RequestServices.GetRequiredService<TrackingMisses>().LimitAsync(invocation, next));
        tracking.MapGet("", GetTimelineEndpoint.HandleAsync).TakesIfNoneMatch().Produces<Tracking>().Produces(304).Fails(404, 429)
            .WithSummary("Where a parcel is and has been")
            .WithDescription("For anyone who has the number: status, cities and estimate only. At most a second old. Who asks for many numbers that there are not "
                + "is answered later and later, and then 429.");
        tracking.MapGet("stream", StreamTimelineEndpoint.HandleAsync).Streams().Fails(404)
            .WithSummary("Watch a parcel live (Server-Sent Events)")
            .WithDescription("First `snapshot`, with the timeline as it is; then `tracking` for each event, within a second, and `estimate` when it is expected at another time. A comment line every 15 seconds shows that the "
                + "stream lives. Its ids are sequences: who comes back with Last-Event-ID gets, instead of the snapshot, the `tracking` events after it and an `estimate`.");

        v1.MapGet("tracking/{trackingNumber}/locations", ListLocationsEndpoint.HandleAsync).RequireAuthorization(Access.ReadShipments).WithTags("Tracking").Fails(401, 403, 404)
            .WithSummary("The way of a parcel while it was out for delivery")
            .WithDescription("For its owner, to 100 m; the staff sees it as it was measured. Of the last days only.");
        v1.MapPost("locations", RecordLocationsEndpoint.HandleAsync).RequireAuthorization(Access.RecordLocations).WithTags("Tracking").Fails(400, 401, 403, 413, 415)
            .WithSummary("Tell where you are, as a driver's device")
            .WithDescription("Counts for all parcels that the driver has taken out for delivery. Up to 500 pings, in any order, also again; those that add nothing are not kept.");
    }

    private static void MapNotifications(this RouteGroupBuilder v1)
    {
        var notifications = v1.MapGroup("notifications").RequireAuthorization(Access.SendNotifications).WithTags("Notifications");
        notifications.MapPost("", RequestEndpoints.CreateAsync).TakesIdempotencyKey().TakesBodyOf(RequestEndpoints.MaxBodyBytes).Produces<NotificationRequest>(202)
            .Fails(400, 401, 403, 409, 413, 415, 422, 429)
            .WithSummary("Have notifications sent, to one or up to 1,000 recipients")
            .WithDescription("A merchant writes to its own account, and at their addresses to the parties of shipments that were handed over; SUPPORT and ADMIN to anyone. All recipients "
                + "or none: the faults of all are told. The same requestId and request again gets the same, with the states as they are by then; another request by it 409. "
                + "Webhooks that name `notification.` events are told what becomes of each.");
        notifications.MapGet("requests/{requestId}", RequestEndpoints.GetAsync).Fails(401, 403, 404)
            .WithSummary("What has become of a request of yours");
        notifications.MapPost("requests/{requestId}/cancel", RequestEndpoints.CancelAsync).Fails(401, 403, 404)
            .WithSummary("Call off what has not been sent yet");
        notifications.MapGet("{id}", RequestEndpoints.GetNotificationAsync).Fails(401, 403, 404)
            .WithSummary("Read a notification that you asked for or were told")
            .WithDescription("The staff reads anyone's.");
        v1.MapGet("notifications/{id}/explain", ExplainNotificationEndpoint.HandleAsync).RequireAuthorization(Access.People).Fails(401, 403, 404).WithTags("Notifications")
            .WithSummary("Why someone was or was not told, and when they will be")
            .WithDescription("For the addressee, the owner of the shipment and the staff. What the addressee prefers is said to the addressee and the staff only.");
    }

    /// <summary>Not described in OpenAPI, whose JSON is another; docs/notifications.md does.</summary>
    private static void MapCompatibility(this WebApplication app)
    {
        var notifications = app.MapGroup("/api/v1").RequireAuthorization(Access.SendNotifications).ExcludeFromDescription();
        notifications.MapPost("notifications", CompatibilityEndpoints.SendAsync).WithSummary("As HNG-style services have it: have one notification sent");
        notifications.MapPost("{channel}/status", CompatibilityEndpoints.StatusAsync).WithSummary("As HNG-style services have it: ask for a notification's status, or report that it arrived");
    }

    private static void MapMailbox(this RouteGroupBuilder v1)
    {
        var mails = v1.MapGroup("dev/mails").RequireAuthorization(Access.People).WithTags("Development mailbox");
        mails.MapGet("", ListMailsEndpoint.HandleAsync).Produces<MailPage>().Fails(400, 401, 409)
            .WithSummary("List the mails that would have been sent, newest first")
            .WithDescription("Those to your own address once it is confirmed; SUPPORT and ADMIN read all. 409 where mails go to a real server.");
        mails.MapGet("{id}", GetMailEndpoint.HandleAsync).Fails(401, 404, 409)
            .WithSummary("Read a mail");
        mails.MapGet("{id}/raw", GetMailEndpoint.HandleRawAsync).Produces<string>(200, "message/rfc822").Fails(401, 404, 409)
            .WithSummary("Read a mail as it would have gone to the server (MIME)");
    }

    private static void MapCallbacks(this RouteGroupBuilder v1)
    {
        var callbacks = v1.MapGroup("callbacks").AllowAnonymous().WithTags("Callbacks");
        callbacks.MapPost("sms/{provider}/{notificationId}", SmsReceiptEndpoint.HandleAsync).Fails(403)
            .WithSummary("For providers of text messages: what became of one")
            .WithDescription("A form in Twilio's shape, signed by the provider (X-Twilio-Signature). The address goes with each message.");
        callbacks.MapPost("email/bounces", BounceEndpoint.HandleAsync).Fails(400, 403, 413)
            .WithSummary("For the mail server: what came back")
            .WithDescription("A delivery status notification (RFC 3464) as it came, with the configured token in X-Bounce-Token. An address that is none of anybody's gets no more mail.");

        var unsubscribe = v1.MapGroup("unsubscribe/{notificationId}/{token}").AllowAnonymous().WithTags("Callbacks");
        unsubscribe.MapPost("", UnsubscribeEndpoint.HandleAsync).Produces<string>(200, "text/plain").Fails(404)
            .WithSummary("For mail programs: no more mails of this kind to this address (RFC 8058)")
            .WithDescription("The address is in each mail's List-Unsubscribe. No session is needed, and none is looked at.");
        unsubscribe.MapGet("", UnsubscribeEndpoint.HandlePage).ExcludeFromDescription();
    }

    private static void MapPages(this WebApplication app)
    {
        app.MapGet("/.well-known/jwks.json", PublishKeysEndpoint.HandleAsync).AllowAnonymous().WithTags("System")
            .Produces<string>(200, "application/json").WithSummary("The public keys of the access tokens (JWKS)");
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

        var links = app.MapGroup("").AllowAnonymous().WithTags("Tracking");
        links.MapGet("/00/{sscc}", ResolveDigitalLinkEndpoint.HandleSscc).Produces(307).Fails(404)
            .WithSummary("GS1 Digital Link of a parcel: leads to its timeline");
        links.MapGet("/01/{**gtin}", ResolveDigitalLinkEndpoint.HandleGtin).Fails(404)
            .WithSummary("GS1 Digital Link of a product: of which nothing is known here");

        var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/", BrowseReferenceEndpoint.HandleLanding);
        pages.MapGet("/docs", BrowseReferenceEndpoint.HandleReference);
        pages.MapGet("/docs/reference.js", BrowseReferenceEndpoint.HandleScript);
        pages.MapGet("/docs/reference.css", BrowseReferenceEndpoint.HandleStyle);
        pages.MapGet("/confirm-email", FollowLinksEndpoint.HandleConfirmEmail);
        pages.MapGet("/reset-password", FollowLinksEndpoint.HandleResetPassword);
        pages.MapGet("/links.js", FollowLinksEndpoint.HandleScript);
    }
}
