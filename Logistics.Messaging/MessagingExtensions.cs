using Logistics.Messaging.Broker;
using Logistics.Messaging.Consumers;
using Logistics.Messaging.DeadLetters;
using Logistics.Messaging.Hosting;
using Logistics.Messaging.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Logistics.Messaging;

public static class MessagingExtensions
{
    /// <summary>The connection string's name.</summary>
    public const string ConnectionName = "messaging";

    /// <summary>
    /// Connects a service to the events of the others: an outbox for what it publishes (<see cref="OutboxExtensions.Publish"/>), queues
    /// for what it subscribes to, retries and dead letters for what fails. The broker may be away when the service starts, and come and
    /// go.
    /// </summary>
    /// <param name="service">The service's name: what its queues begin with and the source of its events.</param>
    public static IHostApplicationBuilder AddMessaging<TDbContext>(
        this IHostApplicationBuilder builder, string service, Action<MessagingBuilder<TDbContext>>? configure = null)
        where TDbContext : DbContext
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);

        builder.AddRabbitMQClient(
            ConnectionName,
            settings => (settings.DisableHealthChecks, settings.DisableTracing) = (true, true), // both are done here
            factory => (factory.AutomaticRecoveryEnabled, factory.TopologyRecoveryEnabled) = (false, false));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<Supervisor>();
        builder.Services.AddSingleton(new ServiceName(service));
        builder.Services.AddSingleton<RabbitMq>();
        AddOptions(builder);
        AddOutbox<TDbContext>(builder.Services);
        AddConsumers<TDbContext>(builder.Services);
        AddHealth(builder.Services);
        configure?.Invoke(new MessagingBuilder<TDbContext>(builder.Services, service));
        return builder;
    }

    private static void AddOptions(IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidator>();
        builder.Services.AddOptions<MessagingOptions>()
            .BindConfiguration("Messaging")
            .Validate(
                _ => !string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(ConnectionName)),
                $"ConnectionStrings:{ConnectionName} is missing: the address of RabbitMQ.")
            .ValidateOnStart();
    }

    /// <summary>Services stop in the reverse order: the deletions last, the relay before them, consumers first.</summary>
    private static void AddOutbox<TDbContext>(IServiceCollection services)
        where TDbContext : DbContext
    {
        services.AddSingleton<OutboxHandover>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxStatus>();
        services.AddSingleton<OutboxEnvelope>();
        services.AddSingleton<OutboxPublisher>();
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<OutboxInterceptor>();
        services.AddSingleton(provider =>
            new ChangeBatches(provider.GetRequiredService<OutboxHandover>(), provider.GetRequiredService<OutboxSignal>()));
        services.ConfigureDbContext<TDbContext>(
            (provider, options) => options.AddInterceptors(provider.GetRequiredService<OutboxInterceptor>()));
        services.AddSingleton<PublishedRows>();
        services.AddHostedService(provider => provider.GetRequiredService<PublishedRows>());
        services.AddHostedService<OutboxRelay>();
        services.AddHostedService<OutboxSignalling>();
        services.AddHostedService<OutboxMonitor>();
    }

    private static void AddConsumers<TDbContext>(IServiceCollection services)
        where TDbContext : DbContext
    {
        services.AddSingleton<SubscriptionStatus>();
        services.AddSingleton<QueueListener>();
        services.AddSingleton<FailureRouter>();
        services.AddSingleton<EventApplier<TDbContext>>();
        services.AddSingleton<DeliveryProcessor<TDbContext>>();
        services.AddSingleton<DeadLetterRecorder>();
        services.AddScoped<DeadLetters<TDbContext>>();
        services.AddScoped<Queues<TDbContext>>();
        services.AddHostedService<ConsumerHost<TDbContext>>();
        services.AddHostedService<InboxPurge>();
    }

    private static void AddHealth(IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<OutboxHealthCheck>("outbox", tags: ["ready"])
        .AddCheck<SubscriptionHealthCheck>("subscriptions", tags: ["ready"]);
}
