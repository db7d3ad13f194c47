using YamlDotNet.RepresentationModel;

namespace Logistics.Tests.Contracts;

/// <summary>
/// An AsyncAPI 3 document, as far as ours goes: channels with one message each, schemas of objects, <c>allOf</c> and <c>$ref</c>.
/// </summary>
internal sealed class AsyncApiDocument
{
    private readonly YamlMappingNode _root;
    private readonly Dictionary<string, YamlMappingNode> _payloads;

    private AsyncApiDocument(YamlMappingNode root)
    {
        _root = root;
        _payloads = Map(root, "channels").Children.Values.Cast<YamlMappingNode>()
            .ToDictionary(channel => Text(channel, "address"), PayloadOf);
    }

    /// <summary>The addresses of all channels, sorted.</summary>
    public IEnumerable<string> EventNames => _payloads.Keys.Order(StringComparer.Ordinal);

    public static AsyncApiDocument Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return new AsyncApiDocument((YamlMappingNode)stream.Documents[0].RootNode);
    }

    /// <summary>The payload of an event, in the form of <see cref="RecordShape"/>.</summary>
    public string ShapeOf(string eventName) => string.Join('\n', Lines(_payloads[eventName], ""));

    private YamlMappingNode PayloadOf(YamlMappingNode channel)
    {
        var message = Resolve((YamlMappingNode)Map(channel, "messages").Children.Values.Single());
        return Text(message, "name") == Text(channel, "address")
            ? Map(message, "payload")
            : throw new InvalidOperationException($"The channel {Text(channel, "address")} carries {Text(message, "name")}.");
    }

    private IEnumerable<string> Lines(YamlMappingNode schema, string prefix)
    {
        var parts = PartsOf(schema).ToList();
        var required = parts.SelectMany(part => Texts(part, "required")).ToHashSet();
        var members = parts.SelectMany(part => Map(part, "properties").Children)
            .OrderBy(member => member.Key.ToString(), StringComparer.Ordinal);
        foreach (var (key, value) in members)
        {
            var member = Resolve((YamlMappingNode)value);
            yield return RecordShape.Line(prefix + key, TypeOf(member), required.Contains(key.ToString()));
            if (TypeOf(member) == "object")
            {
                foreach (var line in Lines(member, $"{prefix}{key}."))
                {
                    yield return line;
                }
            }
        }
    }

    private IEnumerable<YamlMappingNode> PartsOf(YamlMappingNode schema)
    {
        var resolved = Resolve(schema);
        return resolved.Children.TryGetValue("allOf", out var parts)
            ? ((YamlSequenceNode)parts).Children.SelectMany(part => PartsOf((YamlMappingNode)part))
            : [resolved];
    }

    private static string TypeOf(YamlMappingNode schema)
    {
        var detail = schema.Children.ContainsKey("enum") ? string.Join('|', Texts(schema, "enum"))
            : schema.Children.TryGetValue("format", out var format) ? format.ToString()
            : "";
        return $"{Text(schema, "type")} {detail}".TrimEnd();
    }

    /// <summary>Follows <c>$ref: '#/a/b'</c> as far as it goes.</summary>
    private YamlMappingNode Resolve(YamlMappingNode node)
    {
        while (node.Children.TryGetValue("$ref", out var reference))
        {
            node = reference.ToString()["#/".Length..].Split('/').Aggregate(_root, Map);
        }

        return node;
    }

    private static YamlMappingNode Map(YamlMappingNode node, string key) => (YamlMappingNode)node.Children[key];

    private static string Text(YamlMappingNode node, string key) => node.Children[key].ToString();

    private static IEnumerable<string> Texts(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var list) ? ((YamlSequenceNode)list).Children.Select(item => item.ToString()) : [];
}
