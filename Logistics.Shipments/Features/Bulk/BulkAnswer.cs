using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.Bulk;

/// <summary>A row's answer: the shipment as it is now, or what is wrong.</summary>
internal static class BulkAnswer
{
    public const int MaxRows = 1_000;

    /// <summary>A row that has more is told of these first.</summary>
    private const int MaxFaults = 20;

    public static Error? TooMany(int rows) =>
        rows > MaxRows ? Error.Validation([new FieldError("rows", $"Are at most {MaxRows} at once.")]) : null;

    public static RowResult Of(Shipment shipment) =>
        new() { TrackingNumber = shipment.TrackingNumber.ToString(), Status = shipment.Status, Version = shipment.Version };

    public static RowResult Of(Error error) => new()
    {
        Error = new RowError
        {
            Status = error.Kind.ToHttpStatus(),
            Code = error.Code,
            Message = error.Message,
            Faults = { error.Fields.Take(MaxFaults).Select(fault => new RowFault { Field = fault.Field, Message = fault.Message }) },
        },
    };
}
