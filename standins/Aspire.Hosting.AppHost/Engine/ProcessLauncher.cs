using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>What to run, as whom, and how to end it.</summary>
internal sealed record ProcessSpec(string FileName, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    public string? WorkingDirectory { get; init; }

    public int StopSignal { get; init; } = Unix.Term;

    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A helper that must be there before the process starts, and goes after it.</summary>
    public ProcessSpec? Companion { get; init; }
}

/// <summary>
/// Starts children, each the leader of its own session and process group, so that a terminal's Ctrl+C reaches only the AppHost and
/// ending one takes its own children along. The guard and the run file see to those that outlive the AppHost.
/// </summary>
internal sealed class ProcessLauncher(DataFolder folder, ResourceLoggerService logs, TimeProvider clock) : IAsyncDisposable
{
    private const string MarkName = "ASPIRE_NATIVE_RUN";

    private readonly RunFile _runFile = new(folder.Path);
    private readonly SemaphoreSlim _guardLock = new(1);
    private Process? _guard;

    /// <summary>Takes the data folder and clears what an AppHost that was killed has left on it.</summary>
    public async Task<IReadOnlyList<string>> TakeFolderAsync(CancellationToken cancellationToken)
    {
        folder.Create();
        var cleared = await _runFile.TakeAsync(clock, cancellationToken);
        await EndMarkedAsync(folder.Path, cancellationToken);
        if (folder.IsTemporary)
        {
            foreach (var stale in Directory.EnumerateDirectories(DataFolder.TemporaryRoot)
                .Where(other => !RunFile.IsInUse(other) && other != folder.Path))
            {
                if (File.Exists(Path.Combine(stale, "run.json")))
                {
                    await RunFile.ClearAsync(stale, clock, cancellationToken);
                    await EndMarkedAsync(stale, cancellationToken);
                    DeleteQuietly(stale);
                }
            }
        }

        _guard = Begin(StartInfo("/bin/sh", ["-c", GuardScript()]), "guard");
        await TellGuardAsync($"m {MarkName}={folder.Path}");
        if (folder.IsTemporary)
        {
            await TellGuardAsync($"d {folder.Path}");
        }

        return cleared;
    }

    public async Task<ChildProcess> StartAsync(string resourceId, ProcessSpec spec)
    {
        var info = StartInfo(spec.FileName, spec.Arguments);
        info.WorkingDirectory = spec.WorkingDirectory ?? folder.Path;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        info.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
        {
            info.Environment[name] = value;
        }

        info.Environment[MarkName] = folder.Path;
        var process = Begin(info, spec.FileName);
        process.OutputDataReceived += (_, line) => Log(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Log(line.Data, isError: true);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();

        var pid = process.Id;
        _runFile.Add(new ProcessMark(pid, StartedAt(process), resourceId));
        await TellGuardAsync($"+ {pid.ToString(CultureInfo.InvariantCulture)}");
        return new ChildProcess(process, spec, clock, Forget);

        void Log(string? line, bool isError)
        {
            if (line is not null)
            {
                logs.Write(resourceId, line, isError);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_guard is not null)
        {
            _guard.StandardInput.Close();
            await _guard.WaitForExitAsync(CancellationToken.None);
            _guard.Dispose();
        }

        _guardLock.Dispose();
        folder.DeleteIfTemporary();
    }

    private static void DeleteQuietly(string stale)
    {
        try
        {
            Directory.Delete(stale, recursive: true);
        }
        catch (IOException)
        {
            // Its guard, or another start, clears it at the same time. What is left is the next start's.
        }
    }

    /// <summary>
    /// Ends also the children that were so new when their AppHost was killed that the run file does not know them: a guard that is alone at
    /// once.
    /// </summary>
    private static async Task EndMarkedAsync(string path, CancellationToken cancellationToken)
    {
        using var guard = Begin(StartInfo("/bin/sh", ["-c", GuardScript()]), "guard");
        await guard.StandardInput.WriteLineAsync($"m {MarkName}={path}");
        guard.StandardInput.Close();
        await guard.WaitForExitAsync(cancellationToken);
    }

    private static string GuardScript()
    {
        using var resource = typeof(ProcessLauncher).Assembly.GetManifestResourceStream("guard.sh")!; // embedded by the project file
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static ProcessStartInfo StartInfo(string fileName, IReadOnlyList<string> arguments)
    {
        string[] ownSession = Programs.Find("setsid") is { } setsid ? [setsid]
            : Programs.Find("perl") is { } perl ? [perl, "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die", "--"]
            : [];
        string[] command = [.. ownSession, fileName, .. arguments];
        return new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true };
    }

    private static Process Begin(ProcessStartInfo info, string what)
    {
        try
        {
            return Process.Start(info)!; // not null: UseShellExecute is off
        }
        catch (Win32Exception exception)
        {
            throw new DistributedApplicationException($"'{what}' could not be started: {exception.Message}", exception);
        }
    }

    private static DateTime StartedAt(Process process)
    {
        try
        {
            return process.StartTime.ToUniversalTime();
        }
        catch (InvalidOperationException)
        {
            return DateTime.MinValue; // gone already
        }
    }

    private async Task Forget(int pid)
    {
        _runFile.Remove(pid);
        await TellGuardAsync($"- {pid.ToString(CultureInfo.InvariantCulture)}");
    }

    private async Task TellGuardAsync(string line)
    {
        await _guardLock.WaitAsync(CancellationToken.None);
        try
        {
            if (_guard is { HasExited: false })
            {
                await _guard.StandardInput.WriteLineAsync(line);
                await _guard.StandardInput.FlushAsync(CancellationToken.None);
            }
        }
        catch (IOException)
        {
            // The guard was killed. The run file still knows.
        }
        finally
        {
            _guardLock.Release();
        }
    }
}
