using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One key and its value.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters =
            SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

        private readonly string? _value;
        private readonly byte[]? _bytes;

        /// <summary>A binary entry: the key must end in <c>-bin</c>.</summary>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = NormalizeKey(key, binary: true);
            _bytes = valueBytes.AsSpan().ToArray();
        }

        /// <summary>A text entry: the key must not end in <c>-bin</c>.</summary>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = NormalizeKey(key, binary: false);
            _value = value;
        }

        public string Key { get; }

        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_value!) : [.. _bytes];

        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _value ?? throw new InvalidOperationException("Cannot access string value of a binary metadata entry");

        public bool IsBinary => _value is null;

        /// <summary>The value as it stands in an HTTP/2 header.</summary>
        internal string WireValue => _value ?? Convert.ToBase64String(_bytes!);

        public override string ToString() => $"[Entry: key={Key}, {(IsBinary ? $"valueBytes={_bytes}" : $"value={_value}")}]";

        internal bool KeyEqualsIgnoreCase(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string NormalizeKey(string key, bool binary)
        {
            ArgumentNullException.ThrowIfNull(key);
            if (key.AsSpan().ContainsAnyExcept(KeyCharacters))
            {
                throw new ArgumentException(
                    $"Metadata entry key '{key}' not valid."
                    + " Keys can only contain lowercase alphanumeric characters, underscores, hyphens and dots.",
                    nameof(key));
            }

            var normalized = key.ToLowerInvariant();
            return normalized.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal) == binary
                ? normalized
                : throw new ArgumentException(
                    binary
                        ? $"Key for binary valued metadata entry needs to have '{BinaryHeaderSuffix}' suffix indicating binary value."
                        : "Key for ASCII valued metadata entry cannot have suffix indicating binary value.",
                    nameof(key));
        }
    }
}
