using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Logistics.Bench.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Logistics.Bench.Limits.BarePipeline;

/// <summary>Writes shipment and outbox row in one round trip and wakes the relay, which lives in the same process.</summary>
internal sealed class BareService(NpgsqlDataSource database, BareRelay relay, TimeProvider clock)
{
    private const int Connections = 8;

    public static BareCreated Sample { get; } = new()
    {
        Id = Guid.Empty.ToString(),
        TrackingNumber = "PKG000000000000",
        Status = "CREATED",
    };

    public static async Task RunAsync(string connectionString, string broker, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var database = BareDatabase.Open(connectionString, Connections);
        await BareSchema.CreateAsync(database, cancellationToken);
        await using var relay = await BareRelay.StartAsync(database, broker, cancellationToken);
        var service = new BareService(database, relay, clock);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        await using var app = builder.Build();
        app.MapPost("/create", service.CreateAsync);
        app.MapPost("/echo", EchoAsync);
        await app.StartAsync(cancellationToken);
        Console.WriteLine(ChildVerb.Mark + app.Urls.Single());
        await Console.In.ReadToEndAsync(cancellationToken);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        await UnaryFrame.ReadAsync(context.Request.BodyReader, BareCreate.Parser, context.RequestAborted);
        await UnaryFrame.AnswerAsync(context.Response, Sample, context.RequestAborted);
    }

    private async Task CreateAsync(HttpContext context)
    {
        var request = await UnaryFrame.ReadAsync(context.Request.BodyReader, BareCreate.Parser, context.RequestAborted);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var number = "PKG" + RandomNumberGenerator.GetHexString(12);
        var happened = new BareEvent(id, number, 1, request.Sender.City, request.RecipientEmail, now.UtcDateTime);

        await using (var connection = await database.OpenConnectionAsync(context.RequestAborted))
        await using (var batch = new NpgsqlBatch(connection))
        {
            Add(batch, "INSERT INTO shipments VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)",
                id, number, request.Customer,
                request.Sender.Name, request.Sender.Address, request.Sender.City, request.Sender.Country,
                request.Recipient.Name, request.RecipientEmail,
                request.Recipient.Address, request.Recipient.City, request.Recipient.Country,
                request.WeightGrams, (short)1, now.UtcDateTime);
            Add(batch, "INSERT INTO outbox (message_id, type, payload) VALUES ($1, 'shipment.created', $2)",
                Guid.CreateVersion7(now), JsonSerializer.SerializeToUtf8Bytes(happened, BareJson.Default.BareEvent));
            await batch.ExecuteNonQueryAsync(context.RequestAborted);
        }

        relay.Wake();
        var created =
            new BareCreated { Id = id.ToString(), TrackingNumber = number, Status = "CREATED", CreatedAtMs = now.ToUnixTimeMilliseconds() };
        await UnaryFrame.AnswerAsync(context.Response, created, context.RequestAborted);
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
    }
}
