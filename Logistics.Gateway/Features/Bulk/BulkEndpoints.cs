using Google.Protobuf.Collections;
using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.Bulk;

internal static class BulkEndpoints
{
    public static FileContentHttpResult GetShipmentTemplate() =>
        TypedResults.File(ShipmentRow.Columns.Template, BulkBody.CsvType, "shipments.csv");

    public static FileContentHttpResult GetScanTemplate() => TypedResults.File(ScanRow.Columns.Template, BulkBody.CsvType, "scans.csv");

    public static async Task<IResult> CreateAsync(
        HttpContext context, BulkService.BulkServiceClient bulk, CancellationToken cancellationToken)
    {
        var body = await BulkBody.ReadAsync(context.Request, GatewayJson.Shared.ShipmentRow, ShipmentRow.Columns, cancellationToken);
        return await AnswerAsync(
            body,
            row => row.ToProto(row.Key ?? ""),
            async (rows, token) =>
                (await bulk.CreateShipmentsAsync(new BulkCreateRequest { Rows = { rows } }, cancellationToken: token)).Rows,
            StatusCodes.Status201Created,
            cancellationToken);
    }

    public static async Task<IResult> ScanAsync(
        HttpContext context, BulkService.BulkServiceClient bulk, CancellationToken cancellationToken)
    {
        var body = await BulkBody.ReadAsync(context.Request, GatewayJson.Shared.ScanRow, ScanRow.Columns, cancellationToken);
        return await AnswerAsync(
            body,
            row => row.ToProto(row.TrackingNumber ?? "", expectedVersion: 0, row.Key ?? ""),
            async (rows, token) => (await bulk.ApplyScansAsync(new BulkScanRequest { Rows = { rows } }, cancellationToken: token)).Rows,
            StatusCodes.Status200OK,
            cancellationToken);
    }

    /// <summary>Has the rows done that can be read, and answers for all, in their order.</summary>
    private static async Task<IResult> AnswerAsync<TRow, TRequest>(
        Result<List<Result<TRow>>> body,
        Func<TRow, Result<TRequest>> toRequest,
        Func<IEnumerable<TRequest>, CancellationToken, Task<RepeatedField<RowResult>>> doAsync,
        int success,
        CancellationToken cancellationToken)
        where TRow : class, IBulkRow
    {
        if (!body.IsSuccess(out var rows, out var unreadable))
        {
            return new ProblemResult(unreadable);
        }

        var requests = rows.ConvertAll(row => row.Then(toRequest));
        var readable = requests.Select(request => request.IsSuccess(out var value, out _) ? value : default).OfType<TRequest>().ToList();
        var results = new Queue<RowResult>(readable.Count > 0 ? await doAsync(readable, cancellationToken) : []);
        var answers = rows.Select((row, index) => Answer(
            index + 1, row.IsSuccess(out var read, out _) ? read.Key : null, success, requests[index].Error, () => results.Dequeue()))
            .ToList();
        var succeeded = answers.Count(answer => answer.Code is null);
        return TypedResults.Ok(new BulkAnswer { Succeeded = succeeded, Failed = answers.Count - succeeded, Rows = answers });
    }

    private static BulkRowAnswer Answer(int row, string? key, int success, Error? unreadable, Func<RowResult> next)
    {
        if (unreadable is not null)
        {
            return Failed(row, key, unreadable.Kind.ToHttpStatus(), unreadable.Code, unreadable.Message, unreadable.Fields);
        }

        var result = next();
        return result.Error is { } error
            ? Failed(
                row, key, error.Status, error.Code, error.Message,
                [.. error.Faults.Select(fault => new FieldError(fault.Field == "idempotencyKey" ? "key" : fault.Field, fault.Message))])
            : new BulkRowAnswer
            {
                Row = row,
                Key = key,
                Status = success,
                TrackingNumber = result.TrackingNumber,
                ShipmentStatus = result.Status,
                Version = result.Version,
            };
    }

    private static BulkRowAnswer Failed(int row, string? key, int status, string code, string message, IReadOnlyList<FieldError> faults) =>
        new()
        {
            Row = row,
            Key = key,
            Status = status,
            Code = code,
            Detail = message,
            Errors = faults.Count == 0 ? null : faults.GroupBy(fault => fault.Field)
                .ToDictionary(field => field.Key, field => field.Select(fault => fault.Message).ToArray()),
        };
}
