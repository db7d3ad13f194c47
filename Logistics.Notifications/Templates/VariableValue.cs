using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Templates;

/// <summary>
/// The values of variables: as callers give them (JSON), as they are kept beside a notification (text: numbers, times and truth values as
/// JSON writes them, lists as JSON), and as a template takes them.
/// </summary>
internal static partial class VariableValue
{
    private const int LongestText = 4_000;
    private const int LongestList = 100;

    /// <summary>What is wrong with a value; <see langword="null"/>: nothing.</summary>
    public static string? Fault(Value value, TemplateVariable variable) => (variable.Type, value.KindCase) switch
    {
        (VariableType.String, Value.KindOneofCase.StringValue) => value.StringValue.Length <= LongestText
            ? null
            : $"Must have at most {LongestText} characters.",
        (VariableType.Number, Value.KindOneofCase.NumberValue) => Math.Abs(value.NumberValue) < (double)decimal.MaxValue
            ? null
            : "Is too large.",
        (VariableType.Boolean, Value.KindOneofCase.BoolValue) => null,
        (VariableType.DateTime, Value.KindOneofCase.StringValue) when IsTime(value.StringValue) => null,
        (VariableType.Url, Value.KindOneofCase.StringValue) when IsUrl(value.StringValue) => null,
        (VariableType.List, Value.KindOneofCase.ListValue) when value.ListValue.Values.All(entry => IsEntry(entry, variable.Fields)) =>
            value.ListValue.Values.Count <= LongestList ? null : $"Must have at most {LongestList} entries.",
        (VariableType.String, _) => "Must be a text.",
        (VariableType.Number, _) => "Must be a number.",
        (VariableType.Boolean, _) => "Must be true or false.",
        (VariableType.DateTime, _) => "Must be a time with its offset: 2026-04-06T12:00:00+01:00.",
        (VariableType.Url, _) => "Must be an http or https address.",
        (VariableType.List, _) when variable.Fields.Count == 0 => "Must be a list of texts.",
        (VariableType.List, _) => $"Must be a list of entries with the texts {string.Join(", ", variable.Fields)}.",
        (VariableType.Unspecified, _) => throw new ArgumentException("A variable always has a type.", nameof(variable)),
    };

    /// <summary>A value without fault, as it is kept.</summary>
    public static string ToText(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.StringValue => value.StringValue,
        _ => JsonFormatter.Default.Format(value),
    };

    /// <summary>What was kept, as it was given.</summary>
    public static Value FromText(string text, VariableType type) =>
        type is VariableType.Number or VariableType.Boolean or VariableType.List ? Value.Parser.ParseJson(text) : Value.ForString(text);

    /// <summary>What was kept, as a template takes it. Times are written out in the template's language.</summary>
    public static object ToModel(string text, VariableType type, string locale) => type switch
    {
        _ when text.Length == 0 => text,
        VariableType.Number => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        VariableType.Boolean => text == "true",
        VariableType.DateTime => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToString("f", CultureInfo.GetCultureInfo(locale)),
        VariableType.List => JsonDocument.Parse(text).RootElement.EnumerateArray().Select(Entry).ToList(),
        _ => text,
    };

    private static object Entry(JsonElement entry) => entry.ValueKind == JsonValueKind.Object
        ? entry.EnumerateObject().ToDictionary(field => field.Name, object (field) => field.Value.GetString() ?? "", StringComparer.Ordinal)
        : entry.GetString() ?? "";

    private static bool IsEntry(Value entry, IReadOnlyList<string> fields) => fields.Count == 0
        ? IsShort(entry)
        : entry.StructValue is { } texts
        && texts.Fields.Count == fields.Count
        && fields.All(field => texts.Fields.TryGetValue(field, out var text) && IsShort(text));

    private static bool IsShort(Value text) => text.HasStringValue && text.StringValue.Length <= LongestText;

    private static bool IsTime(string text) => Time().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    public static bool IsUrl(string text) =>
        text.Length <= LongestText
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Time();
}
