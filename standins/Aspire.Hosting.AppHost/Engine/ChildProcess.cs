using System.Diagnostics;

namespace Aspire.Hosting.Engine;

internal sealed class ChildProcess
{
    private readonly ProcessSpec _spec;
    private readonly TimeProvider _clock;

    public ChildProcess(Process process, ProcessSpec spec, TimeProvider clock, Func<int, Task> onEnd)
    {
        _spec = spec;
        _clock = clock;
        Pid = process.Id;
        Exited = WatchAsync(process, onEnd);
    }

    public int Pid { get; }

    /// <summary>The exit code, once the process and all that it started are gone.</summary>
    public Task<int> Exited { get; }

    /// <summary>Asks the process to end, and kills its whole group when it has not within its grace.</summary>
    public async Task StopAsync()
    {
        if (!Exited.IsCompleted)
        {
            await Unix.EndGroupAsync(Pid, _spec.StopSignal, _spec.StopGrace, _clock, CancellationToken.None);
            await Exited;
        }
    }

    private async Task<int> WatchAsync(Process process, Func<int, Task> onEnd)
    {
        using (process)
        {
            // Not WaitForExitAsync: it also waits for the end of output, which a grandchild may hold open.
            var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            process.EnableRaisingEvents = true;
            process.Exited += (_, _) => exited.TrySetResult();
            if (process.HasExited)
            {
                exited.TrySetResult();
            }

            await exited.Task;
            Unix.SignalGroup(Pid, Unix.Kill);
            await onEnd(Pid);
            return process.ExitCode;
        }
    }
}
