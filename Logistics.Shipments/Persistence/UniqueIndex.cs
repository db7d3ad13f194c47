using Npgsql;

namespace Logistics.Shipments.Persistence;

/// <summary>The indexes that refuse what a query beforehand could only guess.</summary>
internal static class UniqueIndex
{
    public const string TrackingNumber = "ux_shipments_tracking_number";
    public const string CreateKey = "ux_shipments_owner_id_idempotency_key";
    public const string ReturnOf = "ux_shipments_return_of";
    public const string Alias = "ux_shipment_aliases_alias";
    public const string StatusChangeKey = "ux_status_changes_shipment_id_idempotency_key";

    private const string PrimaryKeyPrefix = "pk_";

    public static bool ViolatesUnique(this Exception exception, string index) => ViolatedIndex(exception) == index;

    public static bool ViolatesPrimaryKey(this Exception exception) =>
        ViolatedIndex(exception)?.StartsWith(PrimaryKeyPrefix, StringComparison.Ordinal) == true;

    private static string? ViolatedIndex(Exception exception) =>
        (exception as PostgresException
            ?? exception.InnerException as PostgresException) is { SqlState: PostgresErrorCodes.UniqueViolation } violation
            ? violation.ConstraintName
            : null;
}
