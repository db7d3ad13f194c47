using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Logistics.Gateway.Api;

/// <summary>JSON that the door does not look into, as services take it.</summary>
internal static class JsonValues
{
    public static Struct ToStruct(IEnumerable<KeyValuePair<string, JsonElement>> fields)
    {
        var all = new Struct();
        foreach (var (name, value) in fields)
        {
            all.Fields[name] = ToValue(value);
        }

        return all;
    }

    public static Value ToValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Value.ForString(element.GetString()),
        JsonValueKind.Number => Value.ForNumber(element.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => Value.ForBool(element.GetBoolean()),
        JsonValueKind.Array => Value.ForList([.. element.EnumerateArray().Select(ToValue)]),
        JsonValueKind.Object =>
            Value.ForStruct(ToStruct(element.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, field.Value)))),
        _ => Value.ForNull(),
    };

    public static JsonElement ToJson(Value value) => JsonElement.Parse(JsonFormatter.Default.Format(value));
}
