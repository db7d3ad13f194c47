using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

public static class AspireRedisExtensions
{
    private const string Section = "Aspire:StackExchange:Redis";

    /// <summary>
    /// Registers <see cref="IConnectionMultiplexer"/>, which connects when it is first asked for, and goes on trying when Redis is away
    /// (unless the connection string says <c>abortConnect</c> otherwise).
    /// </summary>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var settings = new StackExchangeRedisSettings();
        builder.Configuration.GetSection(Section).Bind(settings);
        builder.Configuration.GetSection($"{Section}:{connectionName}").Bind(settings);
        settings.ConnectionString = builder.Configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);
        if (!settings.DisableAutoActivation)
        {
            throw new NotSupportedException("The stand-in connects on first use only: leave DisableAutoActivation true.");
        }

        builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
            ConnectionMultiplexer.Connect(CreateOptions(builder.Configuration, connectionName, settings, configureOptions)));
        if (!settings.DisableHealthChecks && builder.Properties.TryAdd("Aspire.HealthChecks.StackExchange.Redis", true))
        {
            builder.Services.AddHealthChecks().Add(
                new HealthCheckRegistration(
                    "StackExchange.Redis", services => new RedisHealthCheck(services), failureStatus: null, tags: null));
        }
    }

    private static ConfigurationOptions CreateOptions(
        IConfiguration configuration, string connectionName, StackExchangeRedisSettings settings, Action<ConfigurationOptions>? configure)
    {
        var options = ConfigurationOptions.Parse(settings.ConnectionString ?? string.Empty);
        options.AbortOnConnectFail &= settings.ConnectionString?.Contains("abortConnect", StringComparison.OrdinalIgnoreCase) ?? false;
        configuration.GetSection($"{Section}:ConfigurationOptions").Bind(options);
        configuration.GetSection($"{Section}:{connectionName}:ConfigurationOptions").Bind(options);
        configure?.Invoke(options);

        return options.EndPoints.Count > 0
            ? options
            : throw new InvalidOperationException("No endpoints specified. Ensure a valid connection string was provided in "
                + $"'ConnectionStrings:{connectionName}' or for the '{Section}:ConnectionString' configuration key.");
    }
}
