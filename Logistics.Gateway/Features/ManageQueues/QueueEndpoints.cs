using Logistics.Contracts.Queues.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using DeadLetter = Logistics.Gateway.Api.DeadLetter;
using Proto = Logistics.Contracts.Queues.V1;
using Queue = Logistics.Gateway.Api.Queue;

namespace Logistics.Gateway.Features.ManageQueues;

internal static class QueueEndpoints
{
    private const int UsualPage = 20;

    public static async Task<Ok<QueueList>> ListAsync(QueueServices services, CancellationToken cancellationToken)
    {
        var answers = await services.AskAsync(QueueServices.Names, (_, client) =>
            client.ListQueuesAsync(new ListQueuesRequest(), cancellationToken: cancellationToken).ResponseAsync);
        return TypedResults.Ok(new QueueList
        {
            Items =
            [
                .. answers.SelectMany(answer => answer.Answer.Queues).Select(ToApi).OrderBy(queue => queue.Name, StringComparer.Ordinal),
            ],
        });
    }

    /// <summary>All services have one order, so a page is what comes first of a page of each.</summary>
    public static async Task<IResult> ListDeadLettersAsync(
        string? state,
        string? queue,
        string? eventName,
        string? reason,
        string? subject,
        string? cursor,
        string? limit,
        QueueServices services,
        CancellationToken cancellationToken)
    {
        if (!PageLimit.Read(limit).IsSuccess(out var count, out var error))
        {
            return new ProblemResult(error);
        }

        count = count == 0 ? UsualPage : count;
        var filter = new DeadLetterFilter
        {
            State = state ?? "",
            Queue = queue ?? "",
            EventName = eventName ?? "",
            Reason = reason ?? "",
            Subject = subject ?? "",
        };
        var request = new ListDeadLettersRequest { Filter = filter, Cursor = cursor ?? "", Limit = count };
        var answers = await services.AskAsync(
            QueueServices.For(queue),
            (_, client) => client.ListDeadLettersAsync(request, cancellationToken: cancellationToken).ResponseAsync);
        var all = answers.SelectMany(answer => answer.Answer.DeadLetters.Select(letter => (answer.Service, Letter: letter)))
            .OrderByDescending(item => item.Letter.DiedAt).ThenByDescending(item => Guid.Parse(item.Letter.Id)).ToList();
        var shown = all.Take(count).ToList();
        var hasMore = all.Count > shown.Count || answers.Any(answer => answer.Answer.HasMore);
        return TypedResults.Ok(new DeadLetterPage
        {
            Items = [.. shown.Select(item => ToApi(item.Service, item.Letter))],
            NextCursor = hasMore && shown.Count > 0 ? shown[^1].Letter.Cursor : null,
        });
    }

    public static async Task<IResult> GetDeadLetterAsync(string id, QueueServices services, CancellationToken cancellationToken)
    {
        if (!QueueServices.Parse(id).IsSuccess(out var letter, out var error))
        {
            return new ProblemResult(error);
        }

        var found = await services.Of(letter.Service)
            .GetDeadLetterAsync(new GetDeadLetterRequest { Id = letter.Id }, cancellationToken: cancellationToken);
        return TypedResults.Ok(ToApi(letter.Service, found) with
        {
            Payload = found.Payload,
            History = [.. found.History.Select(decision =>
                new DeadLetterDecision { Action = decision.Action, ActorId = decision.ActorId, At = decision.At.ToDateTimeOffset() })],
        });
    }

    public static Task<IResult> ReplayAsync(SettleDeadLettersBody body, QueueServices services, CancellationToken cancellationToken) =>
        SettleAsync(body, discard: false, services, cancellationToken);

    public static Task<IResult> DiscardAsync(SettleDeadLettersBody body, QueueServices services, CancellationToken cancellationToken) =>
        SettleAsync(body, discard: true, services, cancellationToken);

    private static async Task<IResult> SettleAsync(
        SettleDeadLettersBody body, bool discard, QueueServices services, CancellationToken cancellationToken)
    {
        if (body.Ids is null == body.Filter is null || body.Ids is { Count: 0 or > 1000 })
        {
            return new ProblemResult(EdgeErrors.Invalid("ids", "Give either ids, 1 to 1000 of them, or a filter."));
        }

        var ids = new List<(string Service, string Id)>();
        foreach (var id in body.Ids ?? [])
        {
            if (!QueueServices.Parse(id).IsSuccess(out var letter, out var error))
            {
                return new ProblemResult(error);
            }

            ids.Add(letter);
        }

        var byService = ids.ToLookup(letter => letter.Service, letter => letter.Id);
        var answers = await services.AskAsync(
            body.Filter is null ? byService.Select(service => service.Key) : QueueServices.For(body.Filter.Queue),
            (service, client) => client.SettleDeadLettersAsync(
                Request(body, discard, byService[service]), cancellationToken: cancellationToken).ResponseAsync);
        return TypedResults.Ok(
            new SettledDeadLetters { Ids = [.. answers.SelectMany(answer => answer.Answer.Ids.Select(id => $"{answer.Service}.{id}"))] });
    }

    private static SettleDeadLettersRequest Request(SettleDeadLettersBody body, bool discard, IEnumerable<string> ids) => new()
    {
        Discard = discard,
        Ids = { ids },
        Filter = new DeadLetterFilter
        {
            Queue = body.Filter?.Queue ?? "",
            EventName = body.Filter?.EventName ?? "",
            Reason = body.Filter?.Reason ?? "",
            Subject = body.Filter?.Subject ?? "",
        },
        Limit = body.Limit ?? 0,
        PerSecond = body.PerSecond ?? 0,
    };

    private static Queue ToApi(Proto.Queue queue) => new()
    {
        Name = queue.Name,
        Ready = queue.Ready,
        Retrying = queue.Retrying,
        DeadLetters = queue.DeadLetters,
        Obstacle = queue.Obstacle.OrNull(),
    };

    private static DeadLetter ToApi(string service, Proto.DeadLetter letter) => new()
    {
        Id = $"{service}.{letter.Id}",
        Queue = letter.Queue,
        EventId = letter.EventId.OrNull(),
        EventName = letter.EventName.OrNull(),
        Subject = letter.Subject.OrNull(),
        Source = letter.Source.OrNull(),
        Reason = letter.Reason,
        Detail = letter.Detail.OrNull(),
        Attempts = letter.Attempts,
        State = letter.State,
        OccurredAt = letter.OccurredAt.ToDateTimeOffset(),
        DiedAt = letter.DiedAt.ToDateTimeOffset(),
    };
}
