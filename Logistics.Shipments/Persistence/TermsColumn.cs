using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Shipments.Domain;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Logistics.Shipments.Persistence;

/// <summary>Terms as they are in the database; what was not agreed takes no room.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Terms))]
internal sealed partial class TermsJson : JsonSerializerContext
{
    public static string Write(Terms terms) => JsonSerializer.Serialize(terms, Default.Terms);

    public static Terms Read(string json) =>
        JsonSerializer.Deserialize(json, Default.Terms) ?? throw new InvalidOperationException("The database has terms that are null.");
}

internal sealed class TermsConverter() : ValueConverter<Terms, string>(terms => TermsJson.Write(terms), json => TermsJson.Read(json));

/// <summary>By what is written: records compare their lists by reference.</summary>
internal sealed class TermsComparer() : ValueComparer<Terms>(
    (one, other) => ReferenceEquals(one, other) || (one != null && other != null && TermsJson.Write(one) == TermsJson.Write(other)),
    terms => 0,
    terms => terms);
