using System.Diagnostics.CodeAnalysis;

namespace Logistics.ServiceDefaults.Results;

/// <summary>An expected outcome that is not success. Declared in <c>*Errors.cs</c> beside the feature that returns it.</summary>
/// <param name="Code">Stable, for machines: <c>shipment.not_found</c>.</param>
/// <param name="Message">For people. Never personal data, never a secret.</param>
/// <param name="Kind">What sort of failure it is; decides the HTTP and the gRPC status.</param>
[SuppressMessage("Naming", "CA1716", Justification = "Error is a keyword in Visual Basic only, and nothing here is called from there.")]
public sealed record Error(string Code, string Message, ErrorKind Kind)
{
    /// <summary>What is wrong with which field (<c>recipient.email</c>), where fields are at fault.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>Facts that help the caller go on: <c>allowed</c> → <c>PICKED_UP,ON_HOLD</c>.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>The input breaks rules; all the faults are listed.</summary>
    public static Error Validation(IReadOnlyList<FieldError> fields) =>
        new("validation.failed", "The request has faults; see errors.", ErrorKind.Validation) { Fields = fields };
}

/// <summary>One fault of one field.</summary>
/// <param name="Field">The path in the public JSON: <c>parcels[0].weightGrams</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record FieldError(string Field, string Message);
