using Logistics.Contracts.Identity.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Features.Administer;
using Logistics.Gateway.Features.GetMe;
using Logistics.Gateway.Features.ListNotifications;
using Logistics.Gateway.Features.ManageAddresses;
using Logistics.Gateway.Features.ManageApiKeys;
using Logistics.Gateway.Features.ManageDevices;
using Logistics.Gateway.Features.ManagePreferences;
using Logistics.Gateway.Features.ManageWebhooks;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using KnownSession = Logistics.Gateway.Api.KnownSession;
using Notification = Logistics.Gateway.Api.Notification;
using PersonalData = Logistics.Gateway.Api.PersonalData;
using Proto = Logistics.Contracts.Identity.V1;
using Shipment = Logistics.Gateway.Api.Shipment;

namespace Logistics.Gateway.Features.ManagePersonalData;

/// <summary>Asks each service what it keeps about the caller, and makes one document of it.</summary>
internal static class ExportMeEndpoint
{
    public static async Task<Ok<PersonalData>> HandleAsync(
        HttpResponse response,
        PersonalDataService.PersonalDataServiceClient personalData,
        ShipmentsService.ShipmentsServiceClient shipments,
        NotificationsService.NotificationsServiceClient notifications,
        WebhooksService.WebhooksServiceClient webhooks,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var data = await personalData.ExportPersonalDataAsync(new ExportPersonalDataRequest(), cancellationToken: cancellationToken);
        response.Headers.ContentDisposition = "attachment; filename=\"logistics-personal-data.json\"";
        return TypedResults.Ok(new PersonalData
        {
            ExportedAt = clock.GetUtcNow(),
            Account = data.Account.ToApi(),
            Addresses = [.. data.Addresses.Select(AddressEndpoints.ToApi)],
            Preferences = data.Preferences.ToApi(),
            Devices = [.. data.Devices.Select(DeviceEndpoints.ToApi)],
            Sessions = [.. data.Sessions.Select(ToApi)],
            ApiKeys = [.. data.ApiKeys.Select(ApiKeyEndpoints.ToApi)],
            Webhooks = [.. (await webhooks.ListWebhooksAsync(
                new ListWebhooksRequest(), cancellationToken: cancellationToken)).Webhooks.Select(WebhookEndpoints.ToApi)],
            AuditEntries = [.. data.AuditEntries.Select(AuditLogEndpoint.ToApi)],
            Shipments = await ShipmentsAsync(shipments, cancellationToken),
            Notifications = await NotificationsAsync(notifications, cancellationToken),
        });
    }

    private static async Task<List<Shipment>> ShipmentsAsync(
        ShipmentsService.ShipmentsServiceClient client, CancellationToken cancellationToken)
    {
        var all = new List<Shipment>();
        var cursor = "";
        do
        {
            var request = new ListShipmentsRequest { Own = true, Limit = PageLimit.Max, Cursor = cursor };
            var page = await client.ListShipmentsAsync(request, cancellationToken: cancellationToken);
            all.AddRange(page.Shipments.Select(shipment => shipment.ToApi()));
            cursor = page.NextCursor;
        }
        while (cursor.Length > 0);

        return all;
    }

    private static async Task<List<Notification>> NotificationsAsync(
        NotificationsService.NotificationsServiceClient client, CancellationToken cancellationToken)
    {
        var all = new List<Notification>();
        var cursor = "";
        do
        {
            var request = new ListNotificationsRequest { Limit = PageLimit.Max, Cursor = cursor };
            var page = await client.ListNotificationsAsync(request, cancellationToken: cancellationToken);
            all.AddRange(page.Notifications.Select(ListNotificationsEndpoint.ToApi));
            cursor = page.NextCursor;
        }
        while (cursor.Length > 0);

        return all;
    }

    private static KnownSession ToApi(Proto.KnownSession session) => new()
    {
        Id = session.Id,
        CreatedAt = session.CreatedAt.ToDateTimeOffset(),
        LastUsedAt = session.LastUsedAt.ToDateTimeOffset(),
        ExpiresAt = session.ExpiresAt.ToDateTimeOffset(),
        EndedAt = session.EndedAt?.ToDateTimeOffset(),
        Device = session.Device.OrNull(),
        UserAgent = session.UserAgent.OrNull(),
        Place = session.Place.OrNull(),
    };
}
