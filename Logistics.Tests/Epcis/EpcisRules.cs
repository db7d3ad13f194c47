using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Logistics.Tests.Epcis;

/// <summary>
/// What the JSON schema of EPCIS 2.0 and the vocabulary CBV 2.0 ask of a document of ObjectEvents, written by hand: GS1's schema comes
/// without a licence to copy it.
/// </summary>
internal static partial class EpcisRules
{
    private static readonly string[] DocumentMembers =
        ["@context", "id", "type", "schemaVersion", "creationDate", "instanceIdentifier", "sender", "receiver", "epcisHeader", "epcisBody"];

    private static readonly string[] EventMembers =
    [
        "@context", "type", "eventTime", "recordTime", "eventTimeZoneOffset", "eventID", "certificationInfo", "errorDeclaration",
        "action", "epcList", "quantityList", "bizStep", "disposition", "persistentDisposition", "readPoint", "bizLocation",
        "bizTransactionList", "sourceList", "destinationList", "sensorElementList", "ilmd",
    ];

    private static readonly string[] Steps =
    [
        "accepting", "arriving", "assembling", "collecting", "commissioning", "consigning", "creating_class_instance",
        "cycle_counting", "decommissioning", "departing", "destroying", "disassembling", "dispensing", "encoding",
        "entering_exiting", "holding", "inspecting", "installing", "killing", "loading", "other", "packing", "picking",
        "receiving", "removing", "repackaging", "repairing", "replacing", "reserving", "retail_selling", "shipping",
        "staging_outbound", "stock_taking", "stocking", "storing", "transporting", "unloading", "unpacking", "void_shipping",
        "sensor_reporting", "sampling",
    ];

    private static readonly string[] Dispositions =
    [
        "active", "container_closed", "damaged", "destroyed", "dispensed", "disposed", "encoded", "expired", "in_progress",
        "in_transit", "inactive", "no_pedigree_match", "non_sellable_other", "partially_dispensed", "recalled", "reserved",
        "retail_sold", "returned", "sellable_accessible", "sellable_not_accessible", "stolen", "unknown", "available",
        "completeness_verified", "completeness_inferred", "conformant", "container_open", "mismatch_instance", "mismatch_class",
        "mismatch_quantity", "needs_replacement", "non_conformant", "unavailable",
    ];

    public static IReadOnlyList<string> FaultsOf(JsonElement document) =>
    [
        .. Members(document, DocumentMembers, "@context", "type", "schemaVersion", "creationDate", "epcisBody"),
        .. Unless(Text(document, "type") == "EPCISDocument", "type"),
        .. Unless(Version().IsMatch(Text(document, "schemaVersion")), "schemaVersion"),
        .. Unless(IsTime(Text(document, "creationDate")), "creationDate"),
        .. document.GetProperty("epcisBody").GetProperty("eventList").EnumerateArray().SelectMany(EventFaults),
    ];

    private static IEnumerable<string> EventFaults(JsonElement @event) =>
    [
        .. Members(@event, EventMembers, "type", "eventTime", "eventTimeZoneOffset", "action", "epcList"),
        .. Unless(Text(@event, "type") == "ObjectEvent", "event.type"),
        .. Unless(IsTime(Text(@event, "eventTime")), "eventTime"),
        .. Unless(Offset().IsMatch(Text(@event, "eventTimeZoneOffset")), "eventTimeZoneOffset"),
        .. Unless(IsUri(Text(@event, "eventID")), "eventID"),
        .. Unless(Text(@event, "action") is "OBSERVE" or "ADD" or "DELETE", "action"),
        .. Unless(Steps.Contains(Text(@event, "bizStep")), "bizStep"),
        .. Unless(Dispositions.Contains(Text(@event, "disposition")), "disposition"),
        .. Unless(@event.GetProperty("epcList").EnumerateArray().All(epc => IsUri(epc.GetString())), "epcList"),
        .. Unless(!@event.TryGetProperty("readPoint", out var point) || IsUri(Text(point, "id")), "readPoint"),
        .. Unless(!@event.TryGetProperty("errorDeclaration", out var error)
            || (IsTime(Text(error, "declarationTime"))
            && Text(error, "reason") is "did_not_occur" or "incorrect_data"), "errorDeclaration"),
    ];

    /// <summary>Members of other names are extensions, and must be URIs: a prefix that the context knows, and a name.</summary>
    private static IEnumerable<string> Members(JsonElement element, string[] known, params string[] required) => required
        .Where(name => !element.TryGetProperty(name, out _)).Select(name => $"{name} is missing")
        .Concat(element.EnumerateObject()
            .Where(member => !known.Contains(member.Name) && !Extension().IsMatch(member.Name))
            .Select(member => $"{member.Name} is unknown"));

    private static string[] Unless(bool holds, string fault) => holds ? [] : [fault];

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static bool IsTime(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && Zoned().IsMatch(text);

    private static bool IsUri(string? text) => Uri.TryCreate(text, UriKind.Absolute, out _);

    [GeneratedRegex(@"^\d+(\.\d+)*\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[+-]((0\d|1[0-3]):[0-5]\d|14:00)\z")]
    private static partial Regex Offset();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Zoned();

    [GeneratedRegex(@"^logistics:\w+\z")]
    private static partial Regex Extension();
}
