using Logistics.Messaging.Consumers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Messaging;

/// <summary>What a service subscribes to.</summary>
public sealed class MessagingBuilder<TDbContext>
    where TDbContext : DbContext
{
    private readonly IServiceCollection _services;
    private readonly string _service;

    internal MessagingBuilder(IServiceCollection services, string service)
    {
        _services = services;
        _service = service;
    }

    /// <summary>
    /// Hands events to <typeparamref name="THandler"/> through the queue <c>{service}.{purpose}</c>, which replicas share and which keeps
    /// events while the service is away. The queue is made when the service first starts; events from before that do not reach it.
    /// </summary>
    /// <param name="purpose">What it is for: <c>timeline</c>.</param>
    /// <param name="routingKeys">Event names or patterns: <c>shipment.#</c>. A pattern taken away here stays bound until an operator
    /// unbinds it.</param>
    public MessagingBuilder<TDbContext> Subscribe<THandler>(string purpose, params string[] routingKeys)
        where THandler : class, IEventHandler<TDbContext> =>
        Subscribe<THandler>(purpose, TimeSpan.Zero, routingKeys);

    /// <inheritdoc cref="Subscribe{THandler}(string, string[])"/>
    /// <param name="gathering">How long to wait for more after the first event: few large batches cost much less than many small ones. For
    /// what nobody waits for by the millisecond.</param>
    public MessagingBuilder<TDbContext> Subscribe<THandler>(string purpose, TimeSpan gathering, params string[] routingKeys)
        where THandler : class, IEventHandler<TDbContext>
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        ArgumentOutOfRangeException.ThrowIfZero(routingKeys.Length);

        _services.AddScoped<THandler>();
        _services.AddSingleton(new Subscription<TDbContext>($"{_service}.{purpose}", routingKeys, typeof(THandler), gathering));
        return this;
    }

    /// <summary>Sets options in code; configuration is read first.</summary>
    public MessagingBuilder<TDbContext> Configure(Action<MessagingOptions> configure)
    {
        _services.Configure(configure);
        return this;
    }
}
