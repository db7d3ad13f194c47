using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Email;
using Logistics.Notifications.Features.ExplainNotification;
using Logistics.Notifications.Features.ForgetWords;
using Logistics.Notifications.Features.Inbox;
using Logistics.Notifications.Features.KeepContacts;
using Logistics.Notifications.Features.KeepCorrespondents;
using Logistics.Notifications.Features.KeepPeople;
using Logistics.Notifications.Features.ListNotifications;
using Logistics.Notifications.Features.ManageSuppressions;
using Logistics.Notifications.Features.ManageTemplates;
using Logistics.Notifications.Features.NotifyOfShipments;
using Logistics.Notifications.Features.ReadMailbox;
using Logistics.Notifications.Features.ReceiveBounces;
using Logistics.Notifications.Features.ReceiveSmsReceipts;
using Logistics.Notifications.Features.RequestNotifications;
using Logistics.Notifications.Features.SendAccountMail;
using Logistics.Notifications.Features.TellTogether;
using Logistics.Notifications.Features.Unsubscribe;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Push;
using Logistics.Notifications.Rules;
using Logistics.Notifications.Sms;
using Logistics.Notifications.Telemetry;
using Logistics.Notifications.Templates;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Live;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications;

/// <summary>The table of contents: what this service listens to, what it answers, how it sends.</summary>
internal static class NotificationsModule
{
    /// <summary>What happens to shipments may gather before anyone is told: nobody waits for a message by the millisecond.</summary>
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(20);

    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        builder.AddDatabase<NotificationsDbContext>("notificationsdb");
        builder.AddMigrations<NotificationsDbContext>(afterwards: async (services, cancellationToken) =>
        {
            await services.GetRequiredService<PublishedTemplates>().RefreshAsync(cancellationToken);
            services.GetRequiredService<DispatchSignal>().Open();
        });
        builder.AddMessaging<NotificationsDbContext>("notifications", messaging => messaging
            .Subscribe<ShipmentEventsHandler>("shipments", AMoment, "shipment.#")
            .Subscribe<CorrespondentsHandler>("correspondents", AMoment, CorrespondentsHandler.EventNames)
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
        builder.Services.AddSingleton<PublishedTemplates>();
        builder.Services.AddSingleton<ITemplateSource>(services => services.GetRequiredService<PublishedTemplates>());
        builder.AddRecurringWork<PublishedTemplates>(
            "Learning of published templates", PublishedTemplates.Interval, (templates, cancellationToken) =>
                templates.RefreshAsync(cancellationToken));
        builder.Services.AddSingleton<NotificationPlanner>();
        builder.AddRules();
        builder.AddRetention();
        builder.Services.AddSingleton<WaitingMail>();
        builder.Services.AddScoped<Erasure>();
        builder.AddRecurringWork<Erasure>(
            "Sweeping after those who are gone", TimeSpan.FromHours(1), (erasure, cancellationToken) =>
                erasure.SweepAsync(cancellationToken));
        builder.AddDispatch();
        builder.AddEmail();
        builder.AddPush();
        builder.AddSms();

        builder.Services.AddScoped<SmsReceiptHandler>();
        builder.Services.AddScoped<BounceHandler>();
        builder.Services.AddScoped<UnsubscribeHandler>();
        builder.Services.AddScoped<SuppressionsHandler>();
        builder.Services.AddScoped<TemplatesHandler>();
        builder.Services.AddScoped<PreviewHandler>();
        builder.Services.AddScoped<PublishHandler>();
        builder.Services.AddScoped<ListNotificationsHandler>();
        builder.AddInbox();
        builder.AddRequests();
        builder.Services.AddScoped<Mailbox>();
        builder.Services.AddScoped<ListMailsHandler>();
        builder.Services.AddScoped<GetMailHandler>();
        return builder;
    }

    public static WebApplication MapNotifications(this WebApplication app)
    {
        app.MapGrpcService<NotificationsGrpcService>();
        app.MapGrpcService<InboxGrpcService>();
        app.MapGrpcService<RequestsGrpcService>()
            .RequireAuthorization(
                policy => policy.ForPeopleAndKeys(Scopes.NotificationsSend).RequireRole(Roles.Customer, Roles.Support, Roles.Admin));
        app.MapGrpcService<ExplanationsGrpcService>();
        app.MapGrpcService<ProviderReportsGrpcService>();
        app.MapGrpcService<SuppressionsGrpcService>()
            .RequireAuthorization(policy => policy.ForPeople().RequireRole(Roles.Admin, Roles.Support));
        app.MapGrpcService<TemplatesGrpcService>().RequireAuthorization(policy => policy.ForPeople().RequireRole(Roles.Admin));
        app.MapQueues<NotificationsDbContext>();
        return app;
    }

    private static void AddInbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Doorbell>();
        builder.Services.AddSingleton<InboxTail>();
        builder.Services.AddHostedService(services => services.GetRequiredService<InboxTail>());
        builder.Services.AddScoped<InboxHandler>();
        builder.Services.AddScoped<WatchInboxHandler>();
    }

    private static void AddRules(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ThrottleOptions>, ThrottleOptionsValidator>();
        builder.Services.AddOptions<ThrottleOptions>()
            .Configure(throttle =>
            {
                if (builder.Environment.IsDevelopment())
                {
                    throttle.Loosen();
                }
            })
            .BindConfiguration("Throttle").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<DigestOptions>, DigestOptionsValidator>();
        builder.Services.AddOptions<DigestOptions>().BindConfiguration("Digest").ValidateOnStart();
        builder.Services.AddSingleton<Rulebook>();
        builder.Services.AddScoped<ExplainNotificationHandler>();
        builder.Services.AddScoped<DigestFlush>();
        builder.AddRecurringWork<DigestFlush>(
            "Telling what was gathered",
            TimeSpan.FromSeconds(1),
            (flush, cancellationToken) => flush.RunAsync(cancellationToken),
            (_, now) => DigestFlush.Due(now));
    }

    private static void AddRequests(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<RequestsOptions>, RequestsOptionsValidator>();
        builder.Services.AddOptions<RequestsOptions>().BindConfiguration("Requests").ValidateOnStart();
        builder.Services.AddGrpc()
            .AddServiceOptions<RequestsGrpcService>(grpc => grpc.MaxReceiveMessageSize = RequestsGrpcService.MaxRequestBytes);
        builder.Services.AddSingleton<RequestValidation>();
        builder.Services.AddSingleton<RequestPlanner>();
        builder.Services.AddScoped<RequestReader>();
        builder.Services.AddScoped<RequestNotificationsHandler>();
        builder.Services.AddScoped<OwnRequestsHandler>();
        builder.Services.AddScoped<ScheduledRequests>();
        builder.Services.AddScoped<ForgettingCorrespondents>();
        builder.AddRecurringWork<ScheduledRequests>(
            "Letting go what was asked for at a time",
            TimeSpan.FromSeconds(1),
            (requests, cancellationToken) => requests.RunAsync(cancellationToken),
            (_, now) => ScheduledRequests.Due(now));
        builder.AddRecurringWork<ForgettingCorrespondents>(
            "Forgetting whom nothing was sent for long", TimeSpan.FromHours(1), (correspondents, cancellationToken) =>
                correspondents.SweepAsync(cancellationToken));
    }

    private static void AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        builder.Services.AddOptions<RetentionOptions>().BindConfiguration("Retention").ValidateOnStart();
        builder.Services.AddSingleton<ForgettingWords>();
        builder.AddRecurringWork<ForgettingWords>(
            "Forgetting old words", TimeSpan.FromHours(1), (forgetting, cancellationToken) => forgetting.SweepAsync(cancellationToken));
    }

    private static void AddDispatch(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<DispatchOptions>, DispatchOptionsValidator>();
        builder.Services.AddOptions<DispatchOptions>().BindConfiguration("Dispatch").ValidateOnStart();
        builder.Services.AddSingleton<DispatchSignal>();
        builder.Services.AddSingleton<DispatchQueue>();
        builder.Services.AddSingleton<RetryPolicy>();
        builder.Services.AddSingleton<Routes>();
        builder.Services.AddScoped<Reports>();
        builder.Services.AddSingleton<IOwnQueues<NotificationsDbContext>, DispatchTable>();
        builder.Services.AddHostedService<Dispatcher>();
    }

    /// <summary>
    /// To the server when one is configured; else, in development, to the mailbox; else mail has no way out, and the rules say so.
    /// </summary>
    private static void AddEmail(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidator>();
        builder.Services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").ValidateOnStart().Validate(
            smtp => (string.IsNullOrWhiteSpace(smtp.Host) && string.IsNullOrWhiteSpace(builder.Configuration["Sms:Primary:AccountSid"]))
                || builder.Environment.IsDevelopment()
                || smtp.PublicUrl is not { IsAbsoluteUri: true, IsLoopback: true },
            "Smtp:PublicUrl must be the system's public address: links and receipts that lead to this machine help nobody.");
        builder.Services.AddSingleton<MailComposer>();
        if (!string.IsNullOrWhiteSpace(builder.Configuration["Smtp:Host"]))
        {
            builder.AddMailServer(SmtpSender.Primary, smtp => smtp);
            if (!string.IsNullOrWhiteSpace(builder.Configuration["Smtp:Fallback:Host"]))
            {
                builder.AddMailServer(SmtpSender.Fallback, smtp => smtp.Fallback);
            }
        }
        else if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddSingleton<IChannelSender, MailboxSender>();
        }
    }

    private static void AddMailServer(this WebApplicationBuilder builder, string name, Func<SmtpOptions, SmtpServer> server) =>
        builder.Services.AddSingleton<IChannelSender>(services =>
            ActivatorUtilities.CreateInstance<SmtpSender>(
                services, name, server(services.GetRequiredService<IOptions<SmtpOptions>>().Value)));

    /// <summary>One provider for each account that is configured, in this order; without any, text messages have no way out.</summary>
    private static void AddSms(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<SmsOptions>, SmsOptionsValidator>();
        builder.Services.AddOptions<SmsOptions>().BindConfiguration("Sms").ValidateOnStart();
        builder.Services.AddSingleton<SmsProviders>();
        var accounts = new[]
        {
            ("Sms:Primary:AccountSid", SmsProviders.Primary),
            ("Sms:Fallback:AccountSid", SmsProviders.Fallback),
        };
        foreach (var (section, name) in accounts)
        {
            if (!string.IsNullOrWhiteSpace(builder.Configuration[section]))
            {
                builder.Services.AddSingleton<IChannelSender>(services => ActivatorUtilities.CreateInstance<SmsSender>(services, name));
            }
        }
    }

    /// <summary>By FCM, where there is a key for it. The replicas share its quota by Redis.</summary>
    private static void AddPush(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<PushOptions>, PushOptionsValidator>();
        builder.Services.AddOptions<PushOptions>().BindConfiguration("Push").ValidateOnStart();
        if (!string.IsNullOrWhiteSpace(builder.Configuration["Push:CredentialFile"]))
        {
            builder.AddRedisClient("cache");
            builder.Services.AddSingleton<PushQuota>();
            builder.Services.AddSingleton<PushComposer>();
            builder.Services.AddSingleton<PushClient>();
            builder.Services.AddSingleton<IChannelSender, PushSender>();
        }
    }
}
