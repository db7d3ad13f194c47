namespace Logistics.Simulator.Play;

/// <summary>
/// Shows how it goes: on a terminal one line that is rewritten, else a line now and then.
/// Trouble gets a line of its own, one for a run of the same.
/// </summary>
internal sealed class Progress(TextWriter output, bool isTerminal, TimeProvider clock)
{
    private static readonly TimeSpan QuietAfterTrouble = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private int _created;
    private int _scans;
    private int _delivered;
    private int _retries;
    private long? _troubleSaid;
    private bool _lineIsOpen;

    public void Created() => Interlocked.Increment(ref _created);

    public void Scanned() => Interlocked.Increment(ref _scans);

    public void Delivered() => Interlocked.Increment(ref _delivered);

    /// <summary>A request has to be made again.</summary>
    public void Troubled(string reason)
    {
        lock (_lock)
        {
            _retries++;
            if (_troubleSaid is { } said && clock.GetElapsedTime(said) < QuietAfterTrouble)
            {
                return;
            }

            _troubleSaid = clock.GetTimestamp();
            WriteLine($"  trying again: {reason}");
        }
    }

    public void Say(string line)
    {
        lock (_lock)
        {
            WriteLine(line);
        }
    }

    /// <summary>Shows the counts until cancelled, and once more at the end.</summary>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(isTerminal ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromSeconds(5), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                ShowCounts(keepLineOpen: isTerminal);
            }
        }
        catch (OperationCanceledException)
        {
            ShowCounts(keepLineOpen: false);
        }
    }

    private void ShowCounts(bool keepLineOpen)
    {
        lock (_lock)
        {
            var counts = $"  created {_created}, scans {_scans}, delivered {_delivered}"
                + (_retries > 0 ? $", tried again {_retries}" : string.Empty);
            if (keepLineOpen)
            {
                output.Write("\r" + counts);
                output.Flush();
                _lineIsOpen = true;
            }
            else
            {
                WriteLine(counts);
            }
        }
    }

    private void WriteLine(string line)
    {
        output.WriteLine(_lineIsOpen ? "\r" + line.PadRight(60) : line);
        _lineIsOpen = false;
    }
}
