using Logistics.Contracts.Common.V1;

namespace Logistics.Simulator.Api;

// The request bodies of the public API, as far as they are played here.

internal sealed record RegisterRequest(string Email, string Password, string Name, string Locale);

internal sealed record LoginRequest(string Email, string Password);

internal sealed record ConfirmRequest(string Token);

internal sealed record ResendConfirmationRequest(string Email);

internal sealed record ForgotPasswordRequest(string Email);

internal sealed record ResetPasswordRequest(string Token, string NewPassword);

internal sealed record CreateShipmentRequest(
    PartyBody Sender, PartyBody Recipient, IReadOnlyList<ParcelBody> Parcels, ServiceLevel ServiceLevel, string Reference);

internal sealed record PartyBody(string Name, string? Company, string Email, AddressBody Address);

internal sealed record AddressBody(string Line1, string City, string PostalCode, string Country);

internal sealed record ParcelBody(int WeightGrams, int LengthMm, int WidthMm, int HeightMm, string Contents);

internal sealed record ChangeStatusRequest(ShipmentStatus Status, LocationBody Location, ReasonCode? ReasonCode, DateTimeOffset OccurredAt);

internal sealed record LocationBody(string Name, string City, string Country, double Latitude, double Longitude);
