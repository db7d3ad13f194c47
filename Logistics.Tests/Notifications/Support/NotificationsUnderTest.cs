using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Email;
using Logistics.Notifications.Features.ForgetWords;
using Logistics.Notifications.Features.KeepContacts;
using Logistics.Notifications.Features.KeepCorrespondents;
using Logistics.Notifications.Features.KeepPeople;
using Logistics.Notifications.Features.ManageSuppressions;
using Logistics.Notifications.Features.ManageTemplates;
using Logistics.Notifications.Features.NotifyOfShipments;
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
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;
using StackExchange.Redis;
using Xunit;
using Channel = Logistics.Contracts.Notifications.V1.Channel;
using Notification = Logistics.Notifications.Domain.Notification;

namespace Logistics.Tests.Notifications.Support;

/// <summary>
/// The service without its shell: events are handed over and lanes turned by the test. Two of them on one database are replicas.
/// </summary>
internal sealed class NotificationsUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private NotificationsUnderTest(NotificationsDatabase database, SteppedClock clock, Action<IServiceCollection> email)
    {
        Clock = clock;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(_ => NpgsqlDataSource.Create(database.ConnectionString));
        services.AddDbContextPool<NotificationsDbContext>(
            (provider, options) =>
                options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), npgsql => npgsql.EnableRetryOnFailure()));
        services.AddSingleton<NotificationMetrics>();
        services.AddSingleton<PublishedTemplates>();
        services.AddSingleton<ITemplateSource>(provider => provider.GetRequiredService<PublishedTemplates>());
        services.AddSingleton<NotificationPlanner>();
        services.AddSingleton<Rulebook>();
        services.AddScoped<DigestFlush>();
        services.AddSingleton<ForgettingWords>();
        services.AddSingleton<WaitingMail>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<DispatchSignal>();
        services.AddSingleton<DispatchQueue>();
        services.AddSingleton<RetryPolicy>();
        services.AddScoped<Reports>();
        services.AddSingleton<Routes>();
        services.AddSingleton<IOwnQueues<NotificationsDbContext>, DispatchTable>();
        services.AddScoped<DeadLetters<NotificationsDbContext>>();
        services.AddSingleton<SmsProviders>();
        services.AddScoped<SmsReceiptHandler>();
        services.AddScoped<BounceHandler>();
        services.AddScoped<UnsubscribeHandler>();
        services.AddScoped<SuppressionsHandler>();
        services.AddScoped<TemplatesHandler>();
        services.AddScoped<PreviewHandler>();
        services.AddScoped<PublishHandler>();
        services.AddSingleton<RequestValidation>();
        services.AddSingleton<RequestPlanner>();
        services.AddScoped<RequestReader>();
        services.AddScoped<RequestNotificationsHandler>();
        services.AddScoped<ScheduledRequests>();
        services.AddScoped<CorrespondentsHandler>();
        services.AddScoped<ShipmentEventsHandler>();
        services.AddScoped<ContactsHandler>();
        services.AddScoped<AccountMailHandler>();
        services.AddScoped<PeopleHandler>();
        services.Configure<SmtpOptions>(_ => { });
        services.Configure<ThrottleOptions>(throttle => throttle.Loosen()); // a few people play everyone
        email(services);
        _services = services.BuildServiceProvider();
        Sender = _services.GetService<IChannelSender>();
    }

    public SteppedClock Clock { get; }

    /// <summary>The way out of the e-mail channel; a test may put another before it.</summary>
    public IChannelSender? Sender { get; set; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static NotificationsUnderTest WithMailbox(NotificationsDatabase database, SteppedClock? clock = null) =>
        new(database, clock ?? new SteppedClock(), services => services.AddSingleton<IChannelSender, MailboxSender>());

    public static NotificationsUnderTest WithSmtp(NotificationsDatabase database, int port, Action<SmtpOptions>? configure = null) =>
        new(database, new SteppedClock(), services =>
    {
        services.AddSingleton<IChannelSender>(provider => Smtp(provider, Logistics.Notifications.Email.SmtpSender.Primary));
        services.Configure<SmtpOptions>(smtp =>
        {
            (smtp.Host, smtp.Port, smtp.Security) = ("localhost", port, MailKit.Security.SecureSocketOptions.None);
            configure?.Invoke(smtp);
        });
    });

    public static NotificationsUnderTest WithSms(NotificationsDatabase database, Action<SmsOptions> configure) =>
        new(database, new SteppedClock(), services =>
    {
        services.Configure(configure);
        services.AddSingleton<IChannelSender>(provider => ActivatorUtilities.CreateInstance<SmsSender>(provider, SmsProviders.Primary));
    });

    public static NotificationsUnderTest WithPush(
        NotificationsDatabase database,
        LoopbackFcm fcm,
        IConnectionMultiplexer redis,
        SteppedClock? clock = null,
        Action<PushOptions>? configure = null) =>
        new(database, clock ?? new SteppedClock(), services =>
        {
            services.Configure<PushOptions>(push => (push.CredentialFile, push.Url) = (fcm.CredentialFile, fcm.Url));
            services.Configure(configure ?? (_ => { }));
            services.AddSingleton(redis);
            services.AddSingleton<PushQuota>();
            services.AddSingleton<PushComposer>();
            services.AddSingleton<PushClient>();
            services.AddSingleton<IChannelSender, PushSender>();
        });

    /// <summary>One provider for each of several channels.</summary>
    public static NotificationsUnderTest WithSenders(NotificationsDatabase database, SteppedClock clock, params IChannelSender[] senders) =>
        new(database, clock, services =>
        Array.ForEach(senders, sender => services.AddSingleton(sender)));

    public static NotificationsUnderTest WithoutEmail(NotificationsDatabase database) =>
        new(database, new SteppedClock(), services => services.RemoveAll<IChannelSender>());

    /// <summary>Changes settings that are read later.</summary>
    public void Configure<T>(Action<T> configure)
        where T : class => configure(_services.GetRequiredService<IOptions<T>>().Value);

    public SmtpSender SmtpSender(string name) => Smtp(_services, name);

    public SmsSender SmsSender(string provider) => ActivatorUtilities.CreateInstance<SmsSender>(_services, provider);

    /// <summary>A provider's receipt.</summary>
    /// <returns>Whether it was believed.</returns>
    public async Task<bool> ReportSmsAsync(string provider, Guid id, string signature, Dictionary<string, string> fields)
    {
        await using var scope = _services.CreateAsyncScope();
        var request =
            new ReportSmsRequest { Provider = provider, NotificationId = id.ToString(), Signature = signature, Fields = { fields } };
        return (await scope.ServiceProvider.GetRequiredService<SmsReceiptHandler>().HandleAsync(request, Cancelled))
            .IsSuccess(out _, out _);
    }

    /// <summary>What the holder of a mail says.</summary>
    /// <returns>Whether the link was one of ours.</returns>
    public async Task<bool> UnsubscribeAsync(Guid id, Guid? token)
    {
        await using var scope = _services.CreateAsyncScope();
        var request = new UnsubscribeRequest { NotificationId = id.ToString(), Token = token.ToString() };
        return (await scope.ServiceProvider.GetRequiredService<UnsubscribeHandler>().HandleAsync(request, Cancelled))
            .IsSuccess(out _, out _);
    }

    /// <summary>What the mail server hands in.</summary>
    /// <returns>The code of the refusal, where it was refused.</returns>
    public async Task<string?> BounceAsync(string token, string message)
    {
        await using var scope = _services.CreateAsyncScope();
        var request = new ReportBounceRequest { Token = token, Message = Google.Protobuf.ByteString.CopyFromUtf8(message) };
        return (await scope.ServiceProvider.GetRequiredService<BounceHandler>().HandleAsync(request, Cancelled))
            .IsSuccess(out _, out var error) ? null : error.Code;
    }

    /// <summary>Someone on the staff takes it off the list.</summary>
    public async Task<bool> LiftAsync(Guid id, Guid by)
    {
        await using var scope = _services.CreateAsyncScope();
        var request = new LiftSuppressionRequest { Id = id.ToString() };
        return (await scope.ServiceProvider.GetRequiredService<SuppressionsHandler>().LiftAsync(request, new Caller(by, []), Cancelled))
            .IsSuccess(out _, out _);
    }

    /// <summary>Someone asks for notifications.</summary>
    /// <returns>The error's code, where they are refused.</returns>
    public async Task<string?> RequestAsync(RequestNotificationsRequest request, Caller caller)
    {
        await using var scope = _services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<RequestNotificationsHandler>().HandleAsync(request, caller, Cancelled))
            .IsSuccess(out _, out var error) ? null : error.Code;
    }

    /// <summary>Lets go what was asked for at a time that has come.</summary>
    public Task ReleaseAsync() => WorkAsync<ScheduledRequests>(ScheduledRequests.Due, requests => requests.RunAsync(Cancelled));

    /// <summary>Learns whom the owners of parcels may write to.</summary>
    public Task MeetAsync(params ShipmentEvent[] events) => HandleAsync<CorrespondentsHandler>(events);

    public Task HandleAsync(params ShipmentEvent[] events) => HandleAsync<ShipmentEventsHandler>(events);

    public Task HandleAsync(params UserRegistered[] events) => HandleAsync<ContactsHandler>(events);

    public Task HandleAsync(params EmailConfirmed[] events) => HandleAsync<ContactsHandler>(events);

    public Task HandleAsync(params AccountMail[] events) => HandleAsync<AccountMailHandler>(events);

    /// <summary>What people have said about themselves.</summary>
    public Task HandlePeopleAsync(params IEvent[] events) => HandleAsync<PeopleHandler>(events);

    /// <summary>Whatever the database has of some kind.</summary>
    public async Task<IReadOnlyList<T>> AllAsync<T>()
        where T : class
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NotificationsDbContext>().Set<T>().AsNoTracking().ToListAsync(Cancelled);
    }

    public Lane Lane(Priority priority = Priority.Normal) =>
        ActivatorUtilities.CreateInstance<Lane>(
            _services, Route(Sender ?? throw new InvalidOperationException("E-mail is not configured.")), priority);

    /// <summary>A channel's providers, the preferred one first.</summary>
    public Route Route(params IChannelSender[] senders) =>
        ActivatorUtilities.CreateInstance<Route>(_services, senders, new DispatchOptions().LongestPause);

    /// <summary>All lanes of all channels.</summary>
    public IReadOnlyList<Lane> Lanes() =>
        [.. _services.GetRequiredService<Routes>().ByChannel.Values
            .SelectMany(route => Enum.GetValues<Priority>().Select(priority => Lane(route, priority)))];

    public Lane Lane(Route route, Priority priority = Priority.Normal) =>
        ActivatorUtilities.CreateInstance<Lane>(_services, route, priority);

    /// <summary>What is heard of a notification from elsewhere.</summary>
    public async Task<bool> ReportAsync(Guid id, NotificationState state)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Reports>().RecordAsync(id, state, null, Cancelled);
    }

    /// <summary>Turns the lane until it has nothing left to do, or the provider is away.</summary>
    public async Task DispatchAsync(Priority priority = Priority.Normal)
    {
        var lane = Lane(priority);
        while (await lane.RunOnceAsync(Cancelled) > 0 && lane.Pause == TimeSpan.Zero)
        {
        }
    }

    /// <summary>What this replica has messages say.</summary>
    public PublishedTemplates Templates => _services.GetRequiredService<PublishedTemplates>();

    /// <summary>What an administrator does, as a call of its own.</summary>
    public async Task<T> AdministerAsync<THandler, T>(Func<THandler, Task<T>> work)
        where THandler : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<THandler>());
    }

    /// <summary>Takes the words of those who are gone away from what strangers were told since.</summary>
    public Task SweepAsync() => new Erasure(_services.GetRequiredService<NpgsqlDataSource>(), Clock).SweepAsync(Cancelled);

    /// <summary>Forgets what is old.</summary>
    public Task ForgetAsync() => _services.GetRequiredService<ForgettingWords>().SweepAsync(Cancelled);

    /// <summary>Tells what was gathered and is due.</summary>
    public Task FlushAsync() => WorkAsync<DigestFlush>(DigestFlush.Due, flush => flush.RunAsync(Cancelled));

    /// <summary>What the service does now and then, where it is due.</summary>
    private async Task WorkAsync<TWorker>(Func<DateTimeOffset, FormattableString> due, Func<TWorker, Task> work)
        where TWorker : notnull
    {
        if (await _services.GetRequiredService<NpgsqlDataSource>().AnyAsync(due(Clock.GetUtcNow()), Cancelled))
        {
            await using var scope = _services.CreateAsyncScope();
            await work(scope.ServiceProvider.GetRequiredService<TWorker>());
        }
    }

    /// <summary>What a person decides about what died.</summary>
    public async Task<T> DecideAsync<T>(Func<DeadLetters<NotificationsDbContext>, Task<T>> decide)
    {
        await using var scope = _services.CreateAsyncScope();
        return await decide(scope.ServiceProvider.GetRequiredService<DeadLetters<NotificationsDbContext>>());
    }

    public async Task<IReadOnlyList<Notification>> NotificationsAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        return await db.Notifications.AsNoTracking().OrderBy(notification => notification.Role).ThenBy(notification => notification.Channel)
            .ToListAsync(Cancelled);
    }

    public async Task<Notification> MailAsync(RecipientRole role = RecipientRole.Recipient) =>
        Assert.Single(await NotificationsAsync(), notification => notification.Channel == Channel.Email && notification.Role == role);

    /// <summary>The states that a notification went through.</summary>
    public async Task<IReadOnlyList<NotificationState>> HistoryAsync(Guid notificationId)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        return await db.NotificationChanges.Where(change => change.NotificationId == notificationId).OrderBy(change => change.Id)
            .Select(change => change.State).ToListAsync(Cancelled);
    }

    public async Task<IReadOnlyList<StoredMail>> MailsAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NotificationsDbContext>().Mails.AsNoTracking().ToListAsync(Cancelled);
    }

    /// <summary>The names of the events that wait to be published.</summary>
    public async Task<IReadOnlyList<string>> PublishedAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        return await db.Database.SqlQuery<string>($"SELECT event_name AS \"Value\" FROM outbox_messages ORDER BY event_name")
            .ToListAsync(Cancelled);
    }

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private static SmtpSender Smtp(IServiceProvider services, string name)
    {
        var smtp = services.GetRequiredService<IOptions<SmtpOptions>>().Value;
        return ActivatorUtilities.CreateInstance<SmtpSender>(
            services, name, name == Logistics.Notifications.Email.SmtpSender.Fallback ? smtp.Fallback : smtp);
    }

    /// <summary>As a consumer does it: one transaction, then the word that it is committed.</summary>
    private async Task HandleAsync<THandler>(IReadOnlyList<IEvent> events)
        where THandler : class, IEventHandler<NotificationsDbContext>
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        var handler = scope.ServiceProvider.GetRequiredService<THandler>();
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
            await handler.HandleAsync(events, db, Cancelled);
            await db.SaveChangesAsync(Cancelled);
            await transaction.CommitAsync(Cancelled);
        });
        await handler.CommittedAsync(events, Cancelled);
    }
}
