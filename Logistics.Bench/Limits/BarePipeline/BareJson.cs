using System.Text.Json.Serialization;

namespace Logistics.Bench.Limits.BarePipeline;

internal sealed record BareRequest(
    string Customer,
    string SenderName,
    string SenderAddress,
    string SenderCity,
    string SenderCountry,
    string RecipientName,
    string RecipientEmail,
    string RecipientAddress,
    string RecipientCity,
    string RecipientCountry,
    int WeightGrams)
{
    public static BareRequest Sample { get; } = new(
        "c-1001", "Amina Haddad", "12 Rue Didouche Mourad", "Algiers", "DZ",
        "Camille Laurent", "camille@example.com", "8 Rue des Martyrs", "Paris", "FR", 1200);

    public bool IsValid => Customer.Length > 0 && RecipientEmail.Contains('@', StringComparison.Ordinal) && WeightGrams > 0;
}

internal sealed record BareAnswer(string Id, string TrackingNumber, string Status, long CreatedAtMs);

internal sealed record BareEvent(Guid ShipmentId, string TrackingNumber, short Status, string Place, string Email, DateTime OccurredAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BareRequest))]
[JsonSerializable(typeof(BareAnswer))]
[JsonSerializable(typeof(BareEvent))]
internal sealed partial class BareJson : JsonSerializerContext;
