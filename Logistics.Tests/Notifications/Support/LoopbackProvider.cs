using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Logistics.Tests.Notifications.Support;

/// <summary>
/// A provider on loopback that speaks real HTTP, counts, and fails when told to: an answer instead of its own, a line that goes dead, no
/// answer.
/// </summary>
internal abstract class LoopbackProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _inFlight;

    /// <param name="protocols">A port for each.</param>
    protected LoopbackProvider(params HttpProtocols[] protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => Array.ForEach(protocols, protocol => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocol)));
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    public Uri Url => UrlOf(0);

    /// <summary>What to do instead of taking a message, by what identifies it; <see langword="null"/>: take it.</summary>
    public Func<string, Fault?> Script { get; set; } = _ => null;

    /// <summary>The protocols that requests came by.</summary>
    public ConcurrentQueue<string> Protocols { get; } = [];

    /// <summary>The most that were on their way at once.</summary>
    public int MostInFlight { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken) => await _app.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Of one of the ports, in their order.</summary>
    protected Uri UrlOf(int port) =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(port));

    protected abstract Task TakeAsync(HttpContext context);

    /// <summary>Fails as told.</summary>
    /// <param name="take">Takes the message nevertheless, where the fault is that its sender is not told.</param>
    /// <returns>Whether it did.</returns>
    protected async Task<bool> FailsAsync(HttpContext context, string message, Action take)
    {
        if (Script(message) is not { } fault)
        {
            return false;
        }

        if (fault.IsTaken)
        {
            take();
        }

        await fault.Until.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (fault.Status == 0)
        {
            context.Abort();
            return true;
        }

        context.Response.StatusCode = fault.Status;
        if (fault.RetryAfter is { } delay)
        {
            context.Response.Headers.RetryAfter = $"{delay.TotalSeconds:0}";
        }

        await context.Response.WriteAsync(fault.Body, context.RequestAborted);
        return true;
    }

    private async Task HandleAsync(HttpContext context)
    {
        Protocols.Enqueue(context.Request.Protocol);
        var now = Interlocked.Increment(ref _inFlight);
        MostInFlight = Math.Max(MostInFlight, now);
        try
        {
            await TakeAsync(context);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client hung up.
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}

/// <param name="Status">Of the answer; 0: the connection is cut.</param>
internal sealed record Fault(int Status, string Body = "")
{
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What it waits for first.</summary>
    public Task Until { get; init; } = Task.CompletedTask;

    /// <summary>The message is taken all the same.</summary>
    public bool IsTaken { get; init; }

    public static Fault Drop { get; } = new(0);

    public static Fault AcceptThenDrop { get; } = new(0) { IsTaken = true };
}
