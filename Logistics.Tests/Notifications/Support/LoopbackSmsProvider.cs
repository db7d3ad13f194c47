using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Logistics.Tests.Notifications.Support;

/// <summary>Twilio's HTTP, as far as it goes to send a message.</summary>
internal sealed class LoopbackSmsProvider() : LoopbackProvider(HttpProtocols.Http1)
{
    public const string Sid = "AC1";
    public const string Token = "the token";

    /// <summary>What was taken, also where the answer was lost.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Taken { get; } = [];

    public static async Task<LoopbackSmsProvider> StartedAsync(CancellationToken cancellationToken)
    {
        var provider = new LoopbackSmsProvider();
        await provider.StartAsync(cancellationToken);
        return provider;
    }

    protected override async Task TakeAsync(HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync(context.RequestAborted))
            .ToDictionary(field => field.Key, field => field.Value.ToString());
        if (await FailsAsync(context, form["To"], () => Taken.Enqueue(form)))
        {
            return;
        }

        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid}:{Token}"));
        if (context.Request.Headers.Authorization != expected || context.Request.Path != $"/2010-04-01/Accounts/{Sid}/Messages.json")
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("""{"code":20003,"message":"Authenticate","status":401}""", context.RequestAborted);
            return;
        }

        Taken.Enqueue(form);
        context.Response.StatusCode = 201;
        await context.Response.WriteAsync($$"""{"sid":"SM{{Taken.Count}}","status":"queued"}""", context.RequestAborted);
    }
}
