using System.Collections;

namespace MimeKit;

/// <summary>The fields of a message or of one of its parts, in order.</summary>
public sealed class HeaderList : IEnumerable<Header>
{
    private readonly List<Header> _headers = [];

    internal HeaderList()
    {
    }

    public int Count => _headers.Count;

    public string? this[string field]
    {
        get => _headers.Find(header => IsNamed(header, field))?.Value;
        set => Replace(field, value ?? throw new ArgumentNullException(nameof(value)));
    }

    public void Add(string field, string value) => Add(new Header(field, value));

    public void Add(Header header) => _headers.Add(header);

    public bool Contains(string field) => _headers.Exists(header => IsNamed(header, field));

    public bool Remove(string field) => _headers.RemoveAll(header => IsNamed(header, field)) > 0;

    public void Replace(string field, string value)
    {
        var header = new Header(field, value);
        var index = _headers.FindIndex(existing => IsNamed(existing, field));
        if (index < 0)
        {
            _headers.Add(header);
        }
        else
        {
            _headers[index] = header;
        }
    }

    public IEnumerator<Header> GetEnumerator() => _headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsNamed(Header header, string field) => header.Field.Equals(field, StringComparison.OrdinalIgnoreCase);
}
