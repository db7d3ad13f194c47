using System.Net;
using System.Net.Http.Headers;
using Logistics.Bench.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Logistics.Bench.Limits.BarePipeline;

/// <summary>
/// JSON in, three checks, one HTTP/2 hop to the service, JSON out. <c>/json</c> does without the hop and <c>/hop</c> without what comes
/// behind it: the limits of the parts.
/// </summary>
internal static class BareGateway
{
    private static readonly MediaTypeHeaderValue GrpcType = new("application/grpc");

    public static async Task RunAsync(Uri service, CancellationToken cancellationToken)
    {
        using var http = new HttpMessageInvoker(
            new SocketsHttpHandler { EnableMultipleHttp2Connections = true, ActivityHeadersPropagator = null });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapPost("/shipments", Answering((create, token) => CallAsync(http, new Uri(service, "/create"), create, token)));
        app.MapPost("/hop", Answering((create, token) => CallAsync(http, new Uri(service, "/echo"), create, token)));
        app.MapPost("/json", Answering((_, _) => Task.FromResult<BareCreated?>(BareService.Sample)));
        await app.StartAsync(cancellationToken);
        Console.WriteLine(ChildVerb.Mark + app.Urls.Single());
        await Console.In.ReadToEndAsync(cancellationToken);
    }

    private static RequestDelegate Answering(Func<BareCreate, CancellationToken, Task<BareCreated?>> create) => async context =>
    {
        var request = await context.Request.ReadFromJsonAsync(BareJson.Default.BareRequest, context.RequestAborted);
        if (request is not { IsValid: true })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        else if (await create(ToMessage(request), context.RequestAborted) is not { } created)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            var answer = new BareAnswer(created.Id, created.TrackingNumber, created.Status, created.CreatedAtMs);
            await context.Response.WriteAsJsonAsync(answer, BareJson.Default.BareAnswer, cancellationToken: context.RequestAborted);
        }
    };

    private static BareCreate ToMessage(BareRequest request) => new()
    {
        Customer = request.Customer,
        Sender = ToParty(request.SenderName, request.SenderAddress, request.SenderCity, request.SenderCountry),
        Recipient = ToParty(request.RecipientName, request.RecipientAddress, request.RecipientCity, request.RecipientCountry),
        RecipientEmail = request.RecipientEmail,
        WeightGrams = request.WeightGrams,
    };

    private static BareParty ToParty(string name, string address, string city, string country) =>
        new() { Name = name, Address = address, City = city, Country = country };

    private static async Task<BareCreated?> CallAsync(
        HttpMessageInvoker http, Uri address, BareCreate create, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(UnaryFrame.Write(create)) { Headers = { ContentType = GrpcType } },
        };
        using var response = await http.SendAsync(request, cancellationToken);
        var frame = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.TrailingHeaders.TryGetValues("grpc-status", out var status) && status.First() == "0"
            ? BareCreated.Parser.ParseFrom(frame.AsSpan(UnaryFrame.HeaderLength))
            : null;
    }
}
