using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Logistics.Tests.Grpc.Protos;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class ClientFactoryTests
{
    private static readonly ProbeBehaviour EchoHeader = new()
    {
        One = (_, context) => Task.FromResult(new Note { Text = context.RequestHeaders.GetValue("authorization") ?? "nobody" }),
    };

    [Fact]
    public async Task Clients_are_services()
    {
        await using var server = await ProbeServer.StartAsync();
        await using var services = new ServiceCollection().AddGrpcClient<Probe.ProbeClient>(options => options.Address = server.Address)
            .Services.BuildServiceProvider();

        var reply = await services.GetRequiredService<Probe.ProbeClient>()
            .OneAsync(new Note { Number = 7 }, Within.Options).ResponseAsync.SoonAsync();

        Assert.Equal(7, reply.Number);
    }

    [Fact]
    public async Task Clients_of_one_type_go_by_name()
    {
        await using var first = await ProbeServer.StartAsync(
            new ProbeBehaviour { One = (_, _) => Task.FromResult(new Note { Text = "first" }) });
        await using var second = await ProbeServer.StartAsync(
            new ProbeBehaviour { One = (_, _) => Task.FromResult(new Note { Text = "second" }) });
        var registrations = new ServiceCollection();
        registrations.AddGrpcClient<Probe.ProbeClient>("first", options => options.Address = first.Address);
        registrations.AddGrpcClient<Probe.ProbeClient>("second", (_, options) => options.Address = second.Address);
        await using var services = registrations.BuildServiceProvider();
        var factory = services.GetRequiredService<GrpcClientFactory>();

        foreach (var name in new[] { "first", "second" })
        {
            Assert.Equal(
                name,
                (await factory.CreateClient<Probe.ProbeClient>(name).OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync()).Text);
        }
    }

    [Fact]
    public async Task Interceptors_and_channel_options_apply()
    {
        var log = new ConcurrentQueue<string>();
        var made = 0;
        await using var server = await ProbeServer.StartAsync();
        await using var services = new ServiceCollection()
            .AddGrpcClient<Probe.ProbeClient>(options => options.Address = server.Address)
            .ConfigureChannel(options => options.MaxSendMessageSize = 100)
            .AddInterceptor(() => new LoggingInterceptor($"channel {++made}", log))
            .AddInterceptor(InterceptorScope.Client, () => new LoggingInterceptor($"client {++made}", log))
            .Services.BuildServiceProvider();

        for (var i = 0; i < 2; i++)
        {
            await services.GetRequiredService<Probe.ProbeClient>().OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync();
        }

        var client = services.GetRequiredService<Probe.ProbeClient>();
        var failure = await Within.FailsAsync(
            () => client.OneAsync(new Note { Text = new string('x', 200) }, Within.Options).ResponseAsync);

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Equal(2, log.Count(line => line == "channel 1 One") - 1);
        Assert.Equal(
            ["client 2 One", "client 3 One", "client 4 One"], log.Where(line => line.StartsWith("client", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Call_credentials_come_from_the_services_of_the_client()
    {
        await using var server = await ProbeServer.StartAsync(EchoHeader);
        await using var services = new ServiceCollection()
            .AddScoped<Caller>()
            .AddGrpcClient<Probe.ProbeClient>(options => options.Address = server.Address)
            .ConfigureChannel(options => options.UnsafeUseInsecureChannelCallCredentials = true)
            .AddCallCredentials((_, metadata, provider) =>
            {
                metadata.Add("authorization", provider.GetRequiredService<Caller>().Name);
                return Task.CompletedTask;
            })
            .Services.BuildServiceProvider();

        foreach (var name in new[] { "amel", "yanis" })
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Name = name;

            var reply = await scope.ServiceProvider.GetRequiredService<Probe.ProbeClient>()
                .OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync();

            Assert.Equal(name, reply.Text);
        }
    }

    [Fact]
    public async Task Call_credentials_without_tls_must_be_asked_for()
    {
        await using var services = new ServiceCollection()
            .AddGrpcClient<Probe.ProbeClient>(options => options.Address = new Uri("http://localhost:1"))
            .AddCallCredentials((_, _) => Task.CompletedTask)
            .Services.BuildServiceProvider();

        Assert.Throws<InvalidOperationException>(services.GetRequiredService<Probe.ProbeClient>);
    }

    [Fact]
    public async Task A_client_without_an_address_says_so()
    {
        await using var services = new ServiceCollection().AddGrpcClient<Probe.ProbeClient>().Services.BuildServiceProvider();

        Assert.Contains(
            "address",
            Assert.Throws<InvalidOperationException>(services.GetRequiredService<Probe.ProbeClient>).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_of_ones_own_has_the_last_word()
    {
        await using var server = await ProbeServer.StartAsync();
        var used = 0;
        await using var services = new ServiceCollection()
            .AddGrpcClient<Probe.ProbeClient>(options => options.Address = server.Address)
            .ConfigurePrimaryHttpMessageHandler(() =>
            {
                used++;
                return new SocketsHttpHandler();
            })
            .Services.BuildServiceProvider();

        await services.GetRequiredService<Probe.ProbeClient>().OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync();

        Assert.Equal(1, used);
    }

    private sealed class Caller
    {
        public string Name { get; set; } = "nobody";
    }
}
