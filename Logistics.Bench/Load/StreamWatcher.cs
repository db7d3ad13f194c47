using System.Diagnostics;
using System.Globalization;

namespace Logistics.Bench.Load;

/// <summary>Watches one parcel's live stream.</summary>
internal sealed class StreamWatcher(HttpLoad load, string trackingNumber)
{
    private const string DataMark = "data: ";
    private const string SequenceMark = "\"sequence\":";

    private readonly TaskCompletionSource _hasSnapshot = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the stream is open and has told all that was before.</summary>
    public Task Watching => _hasSnapshot.Task;

    /// <param name="seen">Told the sequence of each event, and the timestamp at which it was read.</param>
    public async Task RunAsync(Action<int, long> seen, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await load.OpenStreamAsync($"/v1/tracking/{trackingNumber}/stream", cancellationToken);
            response.EnsureSuccessStatusCode();
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                if (!line.StartsWith(DataMark, StringComparison.Ordinal))
                {
                    continue;
                }

                if (!Watching.IsCompleted)
                {
                    _hasSnapshot.SetResult();
                }
                else
                {
                    seen(SequenceIn(line), Stopwatch.GetTimestamp());
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Seen enough.
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            _hasSnapshot.TrySetException(broken); // later than that, what it misses is counted
        }
    }

    private static int SequenceIn(string line)
    {
        var digits = line.AsSpan(line.IndexOf(SequenceMark, StringComparison.Ordinal) + SequenceMark.Length);
        return int.Parse(digits[..digits.IndexOfAnyExceptInRange('0', '9')], CultureInfo.InvariantCulture);
    }
}
