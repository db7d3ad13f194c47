using System.Runtime.InteropServices;

namespace Aspire.Hosting.Engine;

/// <summary>The few calls that .NET has no name for: signals to process groups, and who our parent is.</summary>
internal static partial class Unix
{
    public const int Int = 2;
    public const int Kill = 9;
    public const int Term = 15;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public static bool GroupExists(int leader) => Signal(-leader, 0) == 0;

    public static bool ProcessExists(int pid) => Signal(pid, 0) == 0;

    public static void SignalGroup(int leader, int signal) => _ = Signal(-leader, signal);

    public static void SignalProcess(int pid, int signal) => _ = Signal(pid, signal);

    /// <summary>Asks the leader, and when the grace is over makes sure of the whole group.</summary>
    public static async Task EndGroupAsync(int leader, int signal, TimeSpan grace, TimeProvider clock, CancellationToken cancellationToken)
    {
        SignalProcess(leader, signal);
        var asked = clock.GetTimestamp();
        while (ProcessExists(leader) && clock.GetElapsedTime(asked) < grace && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Poll, clock, CancellationToken.None);
        }

        SignalGroup(leader, Kill);
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentId();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int pid, int signal);
}
