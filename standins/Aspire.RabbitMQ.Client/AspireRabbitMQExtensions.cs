using Aspire.RabbitMQ.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Microsoft.Extensions.Hosting;

public static class AspireRabbitMQExtensions
{
    private const string Section = "Aspire:RabbitMQ:Client";

    /// <summary>Registers <see cref="IConnectionFactory"/> and <see cref="IConnection"/>, which connects on first use.</summary>
    public static void AddRabbitMQClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<RabbitMQClientSettings>? configureSettings = null,
        Action<ConnectionFactory>? configureConnectionFactory = null)
    {
        var settings = Add(builder, connectionName, key: null, configureSettings);
        builder.Services.AddSingleton<IConnectionFactory>(_ =>
            CreateFactory(builder, connectionName, settings, configureConnectionFactory));
        builder.Services.AddSingleton(services =>
            ConnectionStarter.Connect(services.GetRequiredService<IConnectionFactory>(), settings.MaxConnectRetryCount));
    }

    /// <summary>The same under the key <paramref name="name"/>, which also names the connection string.</summary>
    public static void AddKeyedRabbitMQClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<RabbitMQClientSettings>? configureSettings = null,
        Action<ConnectionFactory>? configureConnectionFactory = null)
    {
        var settings = Add(builder, name, key: name, configureSettings);
        builder.Services.AddKeyedSingleton<IConnectionFactory>(name, (_, _) =>
            CreateFactory(builder, name, settings, configureConnectionFactory));
        builder.Services.AddKeyedSingleton(name, (services, key) =>
            ConnectionStarter.Connect(services.GetRequiredKeyedService<IConnectionFactory>(key), settings.MaxConnectRetryCount));
    }

    private static RabbitMQClientSettings Add(
        IHostApplicationBuilder builder, string connectionName, string? key, Action<RabbitMQClientSettings>? configureSettings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = new RabbitMQClientSettings();
        builder.Configuration.GetSection(Section).Bind(settings);
        builder.Configuration.GetSection($"{Section}:{connectionName}").Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);
        if (!settings.DisableAutoActivation)
        {
            throw new NotSupportedException("The stand-in connects on first use only: leave DisableAutoActivation true.");
        }

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry()
                .WithTracing(tracing => tracing.AddSource(ConnectionStarter.ActivitySourceName).AddSource("RabbitMQ.Client.*"));
        }

        var check = key is null ? "RabbitMQ.Client" : $"RabbitMQ.Client_{key}";
        if (!settings.DisableHealthChecks && builder.Properties.TryAdd($"Aspire.HealthChecks.{check}", true))
        {
            builder.Services.AddHealthChecks().Add(
                new HealthCheckRegistration(check, services => new RabbitMQHealthCheck(services, key), failureStatus: null, tags: null));
        }

        return settings;
    }

    private static ConnectionFactory CreateFactory(
        IHostApplicationBuilder builder, string connectionName, RabbitMQClientSettings settings, Action<ConnectionFactory>? configure)
    {
        var factory = new ConnectionFactory();
        builder.Configuration.GetSection($"{Section}:ConnectionFactory").Bind(factory);
        builder.Configuration.GetSection($"{Section}:{connectionName}:ConnectionFactory").Bind(factory);
        if (!string.IsNullOrEmpty(settings.ConnectionString))
        {
            factory.Uri = new Uri(settings.ConnectionString);
        }

        configure?.Invoke(factory);
        return factory;
    }
}
