using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Email;
using Logistics.Notifications.Features.KeepContacts;
using Logistics.Notifications.Features.KeepPeople;
using Logistics.Notifications.Features.ListNotifications;
using Logistics.Notifications.Features.NotifyOfShipments;
using Logistics.Notifications.Features.ReadMailbox;
using Logistics.Notifications.Features.SendAccountMail;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Telemetry;
using Logistics.Notifications.Templates;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications;

/// <summary>The table of contents: what this service listens to, what it answers, how it sends.</summary>
internal static class NotificationsModule
{
    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<NotificationsDbContext>("notificationsdb");
        builder.AddMigrations<NotificationsDbContext>(afterwards: (services, _) =>
        {
            services.GetRequiredService<DispatchSignal>().Open();
            return Task.CompletedTask;
        });
        builder.AddMessaging<NotificationsDbContext>("notifications", messaging => messaging
            .Subscribe<ShipmentEventsHandler>("shipments", "shipment.#")
            .Subscribe<ContactsHandler>("contacts", UserRegistered.Name, EmailConfirmed.Name)
            .Subscribe<AccountMailHandler>(
                "accounts",
                EmailConfirmationRequested.Name,
                EmailChangeRequested.Name,
                EmailChanged.Name,
                PasswordResetRequested.Name,
                PasswordChanged.Name,
                RefreshTokenReused.Name)
            .Subscribe<PeopleHandler>(
                "people",
                UserContactChanged.Name,
                UserPreferencesChanged.Name,
                DeviceRegistered.Name,
                DeviceRemoved.Name,
                UserDeleted.Name));

        builder.Services.AddSingleton<NotificationMetrics>();
        builder.Services.AddSingleton<ITemplateSource, BuiltInTemplates>();
        builder.Services.AddSingleton<NotificationPlanner>();
        builder.Services.AddSingleton<WaitingMail>();
        builder.Services.AddScoped<Erasure>();
        builder.AddRecurringWork<NotificationsDbContext, Erasure>(
            "Sweeping after those who are gone", TimeSpan.FromHours(1), (erasure, cancellationToken) => erasure.SweepAsync(cancellationToken));
        builder.AddDispatch();
        builder.AddEmail();

        builder.Services.AddScoped<ListNotificationsHandler>();
        builder.Services.AddScoped<Mailbox>();
        builder.Services.AddScoped<ListMailsHandler>();
        builder.Services.AddScoped<GetMailHandler>();
        return builder;
    }

    public static WebApplication MapNotifications(this WebApplication app)
    {
        app.MapGrpcService<NotificationsGrpcService>();
        return app;
    }

    private static void AddDispatch(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<DispatchOptions>, DispatchOptionsValidator>();
        builder.Services.AddOptions<DispatchOptions>().BindConfiguration("Dispatch").ValidateOnStart();
        builder.Services.AddSingleton<DispatchSignal>();
        builder.Services.AddSingleton<DispatchQueue>();
        builder.Services.AddSingleton<RetryPolicy>();
        builder.Services.AddHostedService<Dispatcher>();
    }

    /// <summary>To the server when one is configured; else, in development, to the mailbox; else mail has no way out, and the rules say so.</summary>
    private static void AddEmail(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidator>();
        builder.Services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").ValidateOnStart().Validate(
            smtp => string.IsNullOrWhiteSpace(smtp.Host) || builder.Environment.IsDevelopment() || smtp.PublicUrl is not { IsAbsoluteUri: true, IsLoopback: true },
            "Smtp:PublicUrl must be the system's public address: mails with links to this machine help nobody.");
        builder.Services.AddSingleton<MailComposer>();
        if (!string.IsNullOrWhiteSpace(builder.Configuration["Smtp:Host"]))
        {
            builder.Services.AddSingleton<SmtpConnections>();
            builder.Services.AddSingleton<IChannelSender, SmtpSender>();
        }
        else if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddSingleton<IChannelSender, MailboxSender>();
        }
    }
}
