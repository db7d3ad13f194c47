using System.Text.Json;

namespace Aspire.Hosting.Engine;

/// <summary>
/// A JSON file, readable by its owner only, that is there whole or not at all, also when its writer is killed while it writes.
/// </summary>
internal static class WholeFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write<T>(string path, T content)
    {
        var unfinished = $"{path}.new";
        using (var file = new FileStream(unfinished, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            JsonSerializer.Serialize(file, content, Indented);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    public static T? Read<T>(string path)
        where T : class
        => File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllText(path)) : null;
}
