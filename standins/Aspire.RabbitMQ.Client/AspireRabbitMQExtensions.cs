using Aspire.RabbitMQ.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Microsoft.Extensions.Hosting;

public static class AspireRabbitMQExtensions
{
    private const string Section = "Aspire:RabbitMQ:Client";

    /// <summary>Registers <see cref="IConnectionFactory"/> and <see cref="IConnection"/>, which connects when it is first asked for.</summary>
    public static void AddRabbitMQClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<RabbitMQClientSettings>? configureSettings = null,
        Action<ConnectionFactory>? configureConnectionFactory = null)
    {
        var settings = Add(builder, connectionName, key: null, configureSettings);
        builder.Services.AddSingleton<IConnectionFactory>(_ => CreateFactory(builder, connectionName, settings, configureConnectionFactory));
        builder.Services.AddSingleton(services =>
            ConnectionStarter.Connect(services.GetRequiredService<IConnectionFactory>(), settings.MaxConnectRetryCount));
        var check = key is null ? "RabbitMQ.Client" : $"RabbitMQ.Client_{key}";
        if (!settings.DisableHealthChecks && builder.Properties.TryAdd($"Aspire.HealthChecks.{check}", true))
        {
            builder.Services.AddHealthChecks()
                .Add(new HealthCheckRegistration(check, services => new RabbitMQHealthCheck(services, key), failureStatus: null, tags: null));
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
