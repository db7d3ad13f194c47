using System.Text.Json;

namespace Logistics.Bench.Hosting;

/// <summary>The system while the bench runs it.</summary>
internal sealed class StartedSystem : IAsyncDisposable
{
    private readonly ChildVerb _host;

    private StartedSystem(ChildVerb host, SystemUnderTest system)
    {
        _host = host;
        System = system;
    }

    public SystemUnderTest System { get; private set; }

    public static async Task<StartedSystem> StartAsync(bool mailToSmtp, CancellationToken cancellationToken)
    {
        const string Password = "Bench-demo-password-1";
        var host = ChildVerb.Start(new Dictionary<string, string>(), HostVerb.Name, Password, mailToSmtp ? "smtp" : "mailbox");
        try
        {
            return new StartedSystem(host, await ReadAsync(host, cancellationToken));
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary><c>kill messaging</c>, <c>start messaging</c>; done when it is done.</summary>
    public async Task CommandAsync(string command, CancellationToken cancellationToken)
    {
        await _host.SayAsync(command);
        System = await ReadAsync(_host, cancellationToken);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static async Task<SystemUnderTest> ReadAsync(ChildVerb host, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await host.HearAsync(cancellationToken), HostingJson.Default.SystemUnderTest)
        ?? throw new InvalidOperationException("The host said nothing of the system.");
}
