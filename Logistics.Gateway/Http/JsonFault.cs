using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Logistics.Contracts.Common.V1;
using Logistics.Gateway.Api;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Http;

/// <summary>Says what is wrong with a JSON body, and where, in the client's words: fields and JSON, no type names of ours.</summary>
internal static class JsonFault
{
    /// <param name="exception">What the reader threw.</param>
    /// <param name="bodyType">The type that the endpoint reads.</param>
    public static Error Describe(JsonException exception, Type? bodyType)
    {
        // The reader reports broken syntax as an inner JsonException of its own; a value that does not fit has none.
        if (exception.InnerException is JsonException || exception.Path is null || bodyType is null)
        {
            return Malformed(exception);
        }

        var field = exception.Path.StartsWith("$.", StringComparison.Ordinal) ? exception.Path[2..] : exception.Path;
        return EdgeErrors.Invalid(field, Expectation(bodyType, field));
    }

    private static Error Malformed(JsonException exception)
    {
        var where = string.Create(
            CultureInfo.InvariantCulture, $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        return new Error("request.malformed_json", $"The body is not JSON: see {where}.", ErrorKind.Validation);
    }

    /// <summary>Follows the path through the type, and says what should have been there.</summary>
    private static string Expectation(Type bodyType, string path)
    {
        var typeInfo = GatewayJson.Shared.GetTypeInfo(bodyType);
        foreach (var step in path.Split('.').TakeWhile(step => step != "$"))
        {
            var name = step.Split('[', 2)[0];
            var property = typeInfo?.Properties.FirstOrDefault(property => property.Name == name);
            if (property is null)
            {
                return "There is no such field.";
            }

            typeInfo = GatewayJson.Shared.GetTypeInfo(property.PropertyType);
            if (typeInfo is { Kind: JsonTypeInfoKind.Enumerable, ElementType: not null } && step.Length > name.Length)
            {
                typeInfo = GatewayJson.Shared.GetTypeInfo(typeInfo.ElementType);
            }
        }

        return typeInfo is null ? "Not valid here." : path == "$" ? $"Must be {Name(typeInfo)}." : $"Must be {Name(typeInfo)}, given once.";
    }

    private static string Name(JsonTypeInfo typeInfo) => (Nullable.GetUnderlyingType(typeInfo.Type) ?? typeInfo.Type) switch
    {
        var type when type == typeof(string) => "a string",
        var type when type == typeof(byte[]) => "base64",
        var type when type == typeof(bool) => "true or false",
        var type when type == typeof(int) => "a whole number",
        var type when type == typeof(decimal) || type == typeof(double) => "a number",
        var type when type == typeof(DateTimeOffset) => "a time with its offset, such as 2026-04-06T12:00:00Z",
        var type when type == typeof(ShipmentStatus) => "one of " + PublicNames<ShipmentStatus>.List,
        var type when type == typeof(ServiceLevel) => "one of " + PublicNames<ServiceLevel>.List,
        var type when type == typeof(ReportSource) => "one of " + PublicNames<ReportSource>.List,
        var type when type == typeof(ReasonCode) => "one of " + PublicNames<ReasonCode>.List,
        _ => typeInfo.Kind == JsonTypeInfoKind.Enumerable ? "a list" : "an object",
    };
}
