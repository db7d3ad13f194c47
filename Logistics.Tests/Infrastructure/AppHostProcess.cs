using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace Logistics.Tests.Infrastructure;

/// <summary>The AppHost as people run it, a process of its own, with data in a folder given and on free ports.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly string _folder;

    private AppHostProcess(string folder, params string[] args)
    {
        _folder = folder;
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Logistics.AppHost.dll"),
            $"--Aspire:Store:Path={folder}", "--DcpPublisher:RandomizePorts=true", .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_ENVIRONMENT"] = "Development", ["RUN_MARK"] = folder },
        };
        _process = Process.Start(start)!; // not null: UseShellExecute is off
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output => string.Join('\n', _output);

    public static AppHostProcess Start(string folder, params string[] args) => new(folder, args);

    public Task WritesAsync(string text) => Eventually.AssertAsync(
        _ => Task.FromResult(Output),
        output => output.Contains(text, StringComparison.Ordinal)
            || (_process.HasExited ? throw new InvalidOperationException($"The AppHost ended: {output}") : false),
        TimeSpan.FromMinutes(2));

    /// <summary>Ids of the processes that work for this AppHost or on its data, itself not among them.</summary>
    public IReadOnlyList<int> Children() => [.. Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0)
        .Where(id => id > 0 && id != Id && id != Environment.ProcessId && IsOurs(id))];

    /// <summary>kill -9, without a word to its children.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(StopTimeout, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
    }

    private bool IsOurs(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/environ").Contains(_folder, StringComparison.Ordinal)
                || File.ReadAllText($"/proc/{id}/cmdline").Contains(_folder, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
