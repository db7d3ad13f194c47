using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace Logistics.Bench.Hosting;

/// <summary>
/// This program once more, in a process of its own, doing one of its hidden verbs. It ends when its standard input does, so with us.
/// </summary>
internal sealed class ChildVerb : IAsyncDisposable
{
    /// <summary>Begins a line of standard output that is said to us; what else is there is a log.</summary>
    public const string Mark = "bench:";

    private const int KeptLines = 200;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = [];
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();

    private ChildVerb(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <param name="environment">Beside ours: for what must not be read by others on the machine.</param>
    public static ChildVerb Start(IReadOnlyDictionary<string, string> environment, params string[] verb)
    {
        var program = Path.Combine(AppContext.BaseDirectory, typeof(ChildVerb).Assembly.GetName().Name + ".dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildVerb(Process.Start(start)!); // not null: UseShellExecute is off
    }

    public Task SayAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>The next line that it says to us.</summary>
    /// <exception cref="InvalidOperationException">It ended.</exception>
    public async Task<string> HearAsync(CancellationToken cancellationToken)
    {
        while (await _said.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_said.Reader.TryRead(out var line))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"A process of the bench ended: {string.Join('\n', _log)}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(EndLimit);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _said.Writer.TryComplete();
        }
        else if (line.StartsWith(Mark, StringComparison.Ordinal))
        {
            _said.Writer.TryWrite(line[Mark.Length..]);
        }
        else
        {
            Keep(line);
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _log.Enqueue(line);
        }

        while (_log.Count > KeptLines)
        {
            _log.TryDequeue(out _);
        }
    }
}
