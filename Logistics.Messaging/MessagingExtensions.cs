using Logistics.Messaging.Hosting;
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
    /// Connects a service to the events of the others: an outbox for what it publishes (<see cref="OutboxExtensions.Publish"/>), queues for what it subscribes
    /// to, retries and dead letters for what fails. The broker may be away when the service starts, and come and go.
    /// </summary>
    /// <param name="service">The service's name: what its queues begin with and the source of its events.</param>
    public static IHostApplicationBuilder AddMessaging<TDbContext>(
        this IHostApplicationBuilder builder, string service, Action<MessagingBuilder<TDbContext>>? configure = null)
        where TDbContext : DbContext
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<Supervisor>();
        builder.Services.AddSingleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidator>();
        builder.Services.AddOptions<MessagingOptions>()
            .BindConfiguration("Messaging")
            .Validate(options => options.OutboxLease > options.PublishTimeout, "Messaging:OutboxLease must be longer than Messaging:PublishTimeout.")
            .Validate(
                _ => !string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(ConnectionName)),
                $"ConnectionStrings:{ConnectionName} is missing: the address of RabbitMQ.")
            .ValidateOnStart();

        configure?.Invoke(new MessagingBuilder<TDbContext>(builder.Services, service));
        return builder;
    }
}
