using System.Security.Cryptography;
using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.ServiceDefaults;
using Logistics.Shipments.Blobs;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features;
using Logistics.Shipments.Features.Bulk;
using Logistics.Shipments.Features.ChangeStatus;
using Logistics.Shipments.Features.CorrectShipment;
using Logistics.Shipments.Features.CountStatuses;
using Logistics.Shipments.Features.CreateShipment;
using Logistics.Shipments.Features.ErasePeople;
using Logistics.Shipments.Features.GetShipment;
using Logistics.Shipments.Features.ListShipments;
using Logistics.Shipments.Features.PrintLabel;
using Logistics.Shipments.Features.Proofs;
using Logistics.Shipments.Features.RedirectShipment;
using Logistics.Shipments.Features.ReleaseShipment;
using Logistics.Shipments.Features.ReturnShipment;
using Logistics.Shipments.Features.SetAliases;
using Logistics.Shipments.Features.ShareShipment;
using Logistics.Shipments.Features.UpdateShipment;
using Logistics.Shipments.Persistence;

namespace Logistics.Shipments;

/// <summary>The service's table of contents.</summary>
internal static class ShipmentsModule
{
    public static void AddShipments(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        builder.AddCallerAuthentication();
        builder.AddGrpcDefaults();
        builder.Services.AddGrpc().AddServiceOptions<BulkGrpcService>(grpc => grpc.MaxReceiveMessageSize = BulkGrpcService.MaxMessageBytes);
        builder.Services.AddAccess();

        builder.AddDatabase<ShipmentsDbContext>("shipmentsdb", ShipmentsDbContext.Configure);
        builder.AddMigrations<ShipmentsDbContext>();
        builder.AddMessaging<ShipmentsDbContext>("shipments", messaging => messaging
            .Subscribe<ErasureHandler>("erasures", UserDeleted.Name));
        builder.Services.AddScoped<Erasing>();
        builder.AddRecurringWork<Erasing>(
            "Erasing who is gone", TimeSpan.FromMinutes(10), (erasing, cancellationToken) => erasing.SweepAsync(cancellationToken));

        builder.Services.AddScoped<StatusCounting>();
        builder.AddRecurringWork<StatusCounting>(
            "Counting statuses", StatusCounting.Interval, (counting, cancellationToken) => counting.CountAsync(cancellationToken));

        builder.Services.AddSingleton(RandomNumberGenerator.Create());
        builder.Services.AddSingleton<TrackingNumberIssuer>();
        builder.Services.AddScoped<ShipmentInsert>();
        builder.Services.AddScoped<ShipmentCreation>();
        builder.Services.AddScoped<CreateShipmentHandler>();
        builder.Services.AddScoped<GetShipmentHandler>();
        builder.Services.AddScoped<ListShipmentsHandler>();
        builder.Services.AddScoped<ShipmentChanges>();
        builder.Services.AddScoped<ScanWrite>();
        builder.Services.AddScoped<Scans>();
        builder.Services.AddScoped<ChangeStatusHandler>();
        builder.Services.AddScoped<UpdateShipmentHandler>();
        builder.Services.AddScoped<ReleaseShipmentHandler>();
        builder.Services.AddScoped<ReturnShipmentHandler>();
        builder.Services.AddScoped<RedirectShipmentHandler>();
        builder.Services.AddScoped<CorrectShipmentHandler>();
        builder.AddProofs();
        builder.Services.AddScoped<SetAliasesHandler>();
        builder.Services.AddScoped<PrintLabelHandler>();
        builder.Services.AddOptionsWithValidateOnStart<SharingOptions, SharingOptionsValidator>().BindConfiguration(SharingOptions.Section);
        builder.Services.AddSingleton<ShareTokens>();
        builder.Services.AddScoped<ShareHandler>();
        builder.Services.AddScoped<OpenShareHandler>();
        builder.Services.AddScoped<GetStatisticsHandler>();
        builder.Services.AddScoped<BulkCreateHandler>();
        builder.Services.AddScoped<BulkScanHandler>();
    }

    private static void AddProofs(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IBlobStore, PostgresBlobStore>();
        builder.Services.AddScoped<ReportWithProofHandler>();
        builder.Services.AddScoped<ReadProofsHandler>();
        builder.Services.AddScoped<ForgettingProofs>();
        builder.AddRecurringWork<ForgettingProofs>(
            "Forgetting proofs",
            TimeSpan.FromSeconds(30),
            (forgetting, cancellationToken) => forgetting.SweepAsync(cancellationToken),
            (_, now) => ForgettingProofs.Due(now));
        builder.Services.AddGrpc()
            .AddServiceOptions<ProofsGrpcService>(grpc => grpc.MaxReceiveMessageSize = ProofsGrpcService.MaxRequestBytes);
    }

    public static void MapShipments(this WebApplication app)
    {
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        app.MapGrpcService<ShipmentsGrpcService>();
        app.MapGrpcService<ShipmentCommandsGrpcService>();
        app.MapGrpcService<ProofsGrpcService>();
        app.MapGrpcService<AliasesGrpcService>();
        app.MapGrpcService<LabelsGrpcService>();
        app.MapGrpcService<SharingGrpcService>();
        app.MapQueues<ShipmentsDbContext>();
        app.MapGrpcService<StatisticsGrpcService>();
        app.MapGrpcService<BulkGrpcService>();
    }
}
