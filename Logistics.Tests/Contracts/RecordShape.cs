using System.Text.Json;
using Logistics.Contracts.Events;

namespace Logistics.Tests.Contracts;

/// <summary>The JSON of a record as text: a line a member, with its type and whether it must be there.</summary>
internal static class RecordShape
{
    public static string Of(Type record) => string.Join('\n', Lines(record, ""));

    public static string Line(string path, string type, bool isRequired) => $"{path}: {type}{(isRequired ? ", required" : "")}";

    private static IEnumerable<string> Lines(Type record, string prefix)
    {
        var type = EventJsonContext.Default.GetTypeInfo(record) ?? throw new InvalidOperationException($"{record.Name} has no JSON form.");
        foreach (var member in type.Properties.Where(member => member.Get is not null)
            .OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            var memberType = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            yield return Line(prefix + member.Name, NameOf(memberType), member.IsRequired);
            if (NameOf(memberType) == "object")
            {
                foreach (var line in Lines(memberType, $"{prefix}{member.Name}."))
                {
                    yield return line;
                }
            }
        }
    }

    private static string NameOf(Type type) => type switch
    {
        _ when type == typeof(Guid) => "string uuid",
        _ when type == typeof(DateTimeOffset) => "string date-time",
        _ when type == typeof(string) => "string",
        _ when type == typeof(int) => "integer",
        _ when type == typeof(double) => "number",
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(IReadOnlyList<string>) => "array",
        { IsEnum: true } => "string " + string.Join(
            '|',
            Enum.GetNames(type).Where(name => name != "Unspecified").Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName)),
        _ => "object",
    };
}
