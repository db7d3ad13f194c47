using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Logistics.Simulator.Api;

/// <summary>
/// Sends requests until they are answered. No connection, no answer in time, 429, 502, 503, 504 and "still in flight" are tried again,
/// after the pause that the server asks for or a growing one, until <paramref name="patience"/> has run out. Any other refusal is final.
/// </summary>
/// <param name="patience">How long one request may take, pauses included.</param>
/// <param name="troubled">Told of every attempt that has to be made again, with the reason.</param>
internal sealed class ApiTransport(HttpClient http, TimeProvider clock, TimeSpan patience, Action<string> troubled)
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <returns>The answer's body, or <see langword="default"/> where it has none.</returns>
    /// <exception cref="ApiException">A refusal, or patience ran out.</exception>
    public async Task<TAnswer?> SendAsync<TAnswer>(
        ApiRequest request, string? accessToken, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var attempted = await AttemptAsync(request, accessToken, answerType, cancellationToken);
            if (attempted.Failure is not { } failure)
            {
                return attempted.Answer;
            }

            var pause = attempted.RetryAfter ?? GrowingPause(attempt);
            if (!attempted.MayPass || clock.GetElapsedTime(started) + pause > patience)
            {
                throw failure;
            }

            troubled(failure.Message);
            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private async Task<Attempt<TAnswer>> AttemptAsync<TAnswer>(
        ApiRequest request, string? accessToken, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(AttemptTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var message = request.ToMessage(accessToken);
            using var response = await http.SendAsync(message, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            if (response.IsSuccessStatusCode)
            {
                return new(body.Length == 0 ? default : JsonSerializer.Deserialize(body, answerType));
            }

            var failure = Refusal(request, response.StatusCode, body);
            return new(default, failure, MayPass(failure), RetryAfter(response));
        }
        catch (HttpRequestException e)
        {
            return new(default, new ApiException($"{Describe(request)}: {e.Message}", cause: e), MayPass: true);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return new(
                default, new ApiException($"{Describe(request)}: no answer in {AttemptTimeout.TotalSeconds} s", cause: e), MayPass: true);
        }
    }

    private static ApiException Refusal(ApiRequest request, HttpStatusCode status, byte[] body)
    {
        var problem = ReadProblem(body);
        return new ApiException(
            $"{Describe(request)}: {(int)status} {problem?.Code} {problem?.Detail ?? problem?.Title}".TrimEnd(), status, problem?.Code);
    }

    private static ProblemAnswer? ReadProblem(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ApiJsonContext.Default.ProblemAnswer);
        }
        catch (JsonException)
        {
            return null; // a proxy's page, or nothing at all
        }
    }

    private static bool MayPass(ApiException failure) =>
        failure.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        || failure.Code == "idempotency.in_flight";

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static TimeSpan GrowingPause(int attempt)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempt - 1, 10));
        return (pause < LongestPause ? pause : LongestPause) * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    private static string Describe(ApiRequest request) => $"{request.Method} {request.Path}";

    private readonly record struct Attempt<TAnswer>(
        TAnswer? Answer, ApiException? Failure = null, bool MayPass = false, TimeSpan? RetryAfter = null);
}
