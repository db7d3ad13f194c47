using System.Collections.Concurrent;

namespace Aspire.Hosting.Engine;

/// <summary>Generated parameter values, kept beside the data that they protect and readable by its owner only.</summary>
internal sealed class SecretStore(DataFolder folder)
{
    private readonly Lock _lock = new();
    private Dictionary<string, string>? _values;

    public DataFolder Folder { get; } = folder;

    /// <summary>Every secret that was used, generated or configured: what is never to be shown.</summary>
    public ConcurrentBag<string> Known { get; } = [];

    private string File => Path.Combine(Folder.Path, "secrets.json");

    public string GetOrAdd(string name, Func<string> generate)
    {
        lock (_lock)
        {
            _values ??= WholeFile.Read<Dictionary<string, string>>(File) ?? [];
            if (!_values.TryGetValue(name, out var value))
            {
                _values[name] = value = generate();
                Folder.Create();
                WholeFile.Write(File, _values);
            }

            return value;
        }
    }
}
