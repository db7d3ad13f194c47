using System.Collections.Concurrent;
using System.Text.Json;

namespace Aspire.Hosting.Engine;

/// <summary>Generated parameter values, kept beside the data that they protect and readable by its owner only.</summary>
internal sealed class SecretStore(DataFolder folder)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Lock _lock = new();
    private Dictionary<string, string>? _values;

    public DataFolder Folder { get; } = folder;

    /// <summary>Every secret that was used, generated or configured: what is never to be shown.</summary>
    public ConcurrentBag<string> Known { get; } = [];

    private string File => System.IO.Path.Combine(Folder.Path, "secrets.json");

    public string GetOrAdd(string name, Func<string> generate)
    {
        lock (_lock)
        {
            _values ??= System.IO.File.Exists(File)
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllText(File)) ?? []
                : [];
            if (!_values.TryGetValue(name, out var value))
            {
                _values[name] = value = generate();
                Save(_values);
            }

            return value;
        }
    }

    private void Save(Dictionary<string, string> values)
    {
        Folder.Create();
        using var file = new FileStream(File, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        JsonSerializer.Serialize(file, values, Indented);
    }
}
