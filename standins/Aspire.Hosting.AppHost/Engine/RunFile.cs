using System.Diagnostics;

namespace Aspire.Hosting.Engine;

/// <summary>A process, told from a later one with the same id by when it started.</summary>
internal sealed record ProcessMark(int Pid, DateTime StartedAt, string Name)
{
    private static readonly TimeSpan ClockGrain = TimeSpan.FromSeconds(2);

    public static ProcessMark Of(Process process, string name) => new(process.Id, process.StartTime.ToUniversalTime(), name);

    public bool IsAlive()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            return (process.StartTime.ToUniversalTime() - StartedAt).Duration() < ClockGrain;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}

/// <summary>
/// <c>run.json</c> in the data folder: the AppHost that works on it, and its children, each the leader of a process group. Whoever
/// starts next on the folder refuses when that AppHost lives, and clears its children when it does not.
/// </summary>
internal sealed class RunFile(string folder)
{
    private readonly Lock _lock = new();
    private readonly List<ProcessMark> _children = [];

    private string File => Path.Combine(folder, "run.json");

    /// <summary>Takes the folder. Returns the names of left-over processes that were ended for it.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var cleared = await ClearAsync(folder, clock, cancellationToken);
        Save();
        return cleared;
    }

    public static async Task<IReadOnlyList<string>> ClearAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Read(folder) is not { } last)
        {
            return [];
        }

        if (last.AppHost.Pid != Environment.ProcessId && last.AppHost.IsAlive())
        {
            throw new DistributedApplicationException(
                $"Another AppHost (process {last.AppHost.Pid}) already runs on {folder}."
                + " Stop it first, or set Aspire:Store:Path to a folder of its own.");
        }

        var left = last.Children.Where(child => child.IsAlive() || (Unix.GroupExists(child.Pid) && !Unix.ProcessExists(child.Pid)))
            .ToList();
        await Task.WhenAll(
            left.Select(child => Unix.EndGroupAsync(child.Pid, Unix.Term, TimeSpan.FromSeconds(5), clock, cancellationToken)));
        return [.. left.Select(child => child.Name)];
    }

    public static bool IsInUse(string folder) => Read(folder)?.AppHost.IsAlive() ?? false;

    public void Add(ProcessMark child)
    {
        lock (_lock)
        {
            _children.Add(child);
            Save();
        }
    }

    public void Remove(int pid)
    {
        lock (_lock)
        {
            _children.RemoveAll(child => child.Pid == pid);
            if (Directory.Exists(folder))
            {
                Save();
            }
        }
    }

    private static Contents? Read(string folder) => WholeFile.Read<Contents>(Path.Combine(folder, "run.json"));

    private void Save()
    {
        using var self = Process.GetCurrentProcess();
        WholeFile.Write(File, new Contents(ProcessMark.Of(self, "AppHost"), _children));
    }

    private sealed record Contents(ProcessMark AppHost, IReadOnlyList<ProcessMark> Children);
}
