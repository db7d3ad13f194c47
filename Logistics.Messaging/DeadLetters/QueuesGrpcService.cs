using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Logistics.Contracts.Queues.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using Proto = Logistics.Contracts.Queues.V1;

namespace Logistics.Messaging.DeadLetters;

/// <summary>A service's queues and dead letters, for the people who look after it.</summary>
internal sealed class QueuesGrpcService<TDbContext>(DeadLetters<TDbContext> letters, Queues<TDbContext> queues)
    : QueuesService.QueuesServiceBase
    where TDbContext : DbContext
{
    private const int UsualPage = 20;
    private const int UsualBatch = 100;
    private const int LargestBatch = 1000;
    private const int UsualRate = 50;
    private const int HighestRate = 1000;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override async Task<ListQueuesResponse> ListQueues(ListQueuesRequest request, ServerCallContext context)
    {
        var dead = await letters.CountOpenAsync(context.CancellationToken);
        return new ListQueuesResponse
        {
            Queues =
            {
                (await queues.ListAsync(context.CancellationToken)).Select(queue => new Queue
                {
                    Name = queue.Queue,
                    Ready = queue.Ready,
                    Retrying = queue.Retrying,
                    DeadLetters = dead.GetValueOrDefault(queue.Queue),
                    Obstacle = queue.Obstacle ?? "",
                }),
            },
        };
    }

    public override async Task<ListDeadLettersResponse> ListDeadLetters(ListDeadLettersRequest request, ServerCallContext context)
    {
        var filter = Read(request.Filter).OrThrow();
        var limit = Within("limit", request.Limit, UsualPage, 100).OrThrow();
        try
        {
            var page = await letters.ListAsync(filter, request.Cursor.Length > 0 ? request.Cursor : null, limit, context.CancellationToken);
            return new ListDeadLettersResponse { DeadLetters = { page.Items.Select(Show) }, HasMore = page.NextCursor is not null };
        }
        catch (FormatException)
        {
            throw Error.Validation([new FieldError("cursor", "This is no cursor of ours; leave it out to start at the latest.")])
                .ToRpcException();
        }
    }

    public override async Task<Proto.DeadLetter> GetDeadLetter(GetDeadLetterRequest request, ServerCallContext context)
    {
        if (!Guid.TryParse(request.Id, out var id) || await letters.FindAsync(id, context.CancellationToken) is not { } letter)
        {
            throw DeadLetterErrors.NotFound.ToRpcException();
        }

        var shown = Show(letter);
        shown.Payload = Payload(letter.Body);
        shown.History.AddRange((await letters.HistoryAsync(id, context.CancellationToken)).Select(entry => new Decision
        {
            Action = entry.Action.ToString().ToUpperInvariant(),
            ActorId = entry.ActorId.ToString(),
            At = entry.At.ToTimestamp(),
        }));
        return shown;
    }

    public override async Task<SettleDeadLettersResponse> SettleDeadLetters(SettleDeadLettersRequest request, ServerCallContext context)
    {
        var cancellationToken = context.CancellationToken;
        var actor = context.GetCaller().UserId;
        var ids = request.Ids.Count > 0
            ? [.. request.Ids.Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)]
            : await letters.OldestAsync(
                Read(request.Filter).OrThrow() with { State = DeadLetterState.Open },
                Within("limit", request.Limit, UsualBatch, LargestBatch).OrThrow(),
                cancellationToken);
        var interval = TimeSpan.FromSeconds(1) / Within("perSecond", request.PerSecond, UsualRate, HighestRate).OrThrow();
        var settled = request.Discard
            ? await letters.DiscardAsync(ids, actor, cancellationToken)
            : await letters.ReplayAsync(ids, actor, cancellationToken, interval);
        return new SettleDeadLettersResponse { Ids = { settled.Select(id => id.ToString()) } };
    }

    private static Result<DeadLetterFilter> Read(Proto.DeadLetterFilter? filter)
    {
        var state = filter?.State is null or "" ? nameof(DeadLetterState.Open) : filter.State;
        DeadLetterState parsed = default;
        return state != "ANY" && !System.Enum.TryParse(state, ignoreCase: true, out parsed)
            ? Error.Validation([new FieldError("state", "Must be OPEN, REPLAYED, DISCARDED or ANY.")])
            : new DeadLetterFilter
            {
                State = state == "ANY" ? null : parsed,
                Queue = Given(filter?.Queue),
                EventName = Given(filter?.EventName),
                Reason = Given(filter?.Reason),
                Subject = Given(filter?.Subject),
            };
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Result<int> Within(string field, int value, int usual, int largest) => value switch
    {
        0 => usual,
        _ when value >= 1 && value <= largest => value,
        _ => Error.Validation([new FieldError(field, $"Must be a whole number from 1 to {largest}.")]),
    };

    private static Proto.DeadLetter Show(DeadLetter letter) => new()
    {
        Id = letter.Id.ToString(),
        Queue = letter.Queue,
        EventId = letter.EventId?.ToString() ?? "",
        EventName = letter.EventName,
        Subject = letter.Subject,
        Source = letter.Source,
        Reason = letter.Reason,
        Detail = letter.Detail ?? "",
        Attempts = letter.Attempts,
        State = letter.State.ToString().ToUpperInvariant(),
        OccurredAt = letter.OccurredAt.ToTimestamp(),
        DiedAt = letter.DiedAt.ToTimestamp(),
        Cursor = DeadLetterPage.CursorAfter(letter),
    };

    /// <summary>The event as text. What would open an account (the token of a mailed link) is nobody's to read.</summary>
    private static string Payload(byte[] body)
    {
        try
        {
            var json = JsonNode.Parse(body);
            if (json is JsonObject members && members.ContainsKey("token"))
            {
                members["token"] = "***";
            }

            return json?.ToJsonString(Readable) ?? "null";
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return $"base64:{Convert.ToBase64String(body)}";
        }
    }
}

internal static class DeadLetterErrors
{
    public static Error NotFound { get; } = new("dead_letter.not_found", "There is no such dead letter.", ErrorKind.NotFound);
}
