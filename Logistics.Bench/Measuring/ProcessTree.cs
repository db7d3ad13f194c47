using System.Globalization;

namespace Logistics.Bench.Measuring;

/// <summary>
/// What processes have used, read from Linux's <c>/proc</c>: a server is the process that was started and all that it started in turn, down
/// to those that are counted by a name of their own. Where there is no <c>/proc</c>, nothing is known.
/// </summary>
internal static class ProcessTree
{
    /// <summary>USER_HZ, which Linux has fixed at 100 for what it shows in /proc.</summary>
    private const double ClockTicksPerSecond = 100;

    private const double KiBInMiB = 1024;

    // The fields of /proc/{pid}/stat that follow the command in parentheses; proc(5) counts the first of them as field 3.
    private const int Parent = 1;
    private const int UserTime = 11;
    private const int ChildrensSystemTime = 14;

    /// <summary>Processor seconds since each began, of those that have ended and were waited for too; by the names given.</summary>
    public static IReadOnlyDictionary<string, double> ProcessorSeconds(IReadOnlyDictionary<string, int> roots) =>
        Sum(roots, (_, stat) => stat[UserTime..(ChildrensSystemTime + 1)].Sum(Number), ClockTicksPerSecond);

    /// <summary>
    /// Resident memory in MiB; pages that processes share are counted by their share (PSS), or where we may not know, in full (RSS).
    /// </summary>
    public static IReadOnlyDictionary<string, double> MemoryMiB(IReadOnlyDictionary<string, int> roots, bool proportional) =>
        Sum(
            roots,
            (pid, _) => (proportional ? Kilobytes($"/proc/{pid}/smaps_rollup", "Pss:") : null)
                ?? Kilobytes($"/proc/{pid}/status", "VmRSS:")
                ?? 0,
            KiBInMiB);

    private static Dictionary<string, double> Sum(IReadOnlyDictionary<string, int> roots, Func<int, string[], double> value, double unit)
    {
        var stats = Read();
        var children = stats.ToLookup(process => int.Parse(process.Value[Parent], CultureInfo.InvariantCulture), process => process.Key);
        var named = roots.Values.ToHashSet();
        return roots.ToDictionary(
            root => root.Key, root => Tree(root.Value).Where(stats.ContainsKey).Sum(pid => value(pid, stats[pid])) / unit);

        IEnumerable<int> Tree(int root) => [root, .. children[root].Where(child => !named.Contains(child)).SelectMany(Tree)];
    }

    private static Dictionary<int, string[]> Read()
    {
        var stats = new Dictionary<int, string[]>();
        foreach (var folder in Directory.Exists("/proc") ? Directory.EnumerateDirectories("/proc") : [])
        {
            if (int.TryParse(Path.GetFileName(folder), out var pid) && TryRead(Path.Combine(folder, "stat")) is { } stat)
            {
                stats[pid] = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            }
        }

        return stats;
    }

    private static double? Kilobytes(string file, string line) =>
        TryRead(file)?.Split('\n').FirstOrDefault(text => text.StartsWith(line, StringComparison.Ordinal)) is { } found
            ? Number(found[line.Length..].Replace("kB", "", StringComparison.Ordinal))
            : null;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string? TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
