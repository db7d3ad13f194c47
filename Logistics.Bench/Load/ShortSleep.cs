using System.Runtime.InteropServices;

namespace Logistics.Bench.Load;

/// <summary>
/// Waits for less than a millisecond, which .NET's own timers cannot, and costs the processor nothing. For a thread of one's own.
/// </summary>
internal static partial class ShortSleep
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    /// <summary>About as long; a tenth of a second at most.</summary>
    public static void For(TimeSpan duration)
    {
        var time = duration < Longest ? duration : Longest;
        if (OperatingSystem.IsWindows())
        {
            Thread.CurrentThread.Join(time); // waits in vain: a thread does not outlive itself
        }
        else if (time > TimeSpan.Zero)
        {
            _ = Microseconds((uint)time.TotalMicroseconds);
        }
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Microseconds(uint microseconds);
}
