using System.Text.Json.Serialization;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;

namespace Logistics.Simulator.Api;

/// <summary>How the public API writes JSON: camelCase, enums in UPPER_SNAKE.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    Converters =
        [typeof(WireEnumConverter<ShipmentStatus>), typeof(WireEnumConverter<ReasonCode>), typeof(WireEnumConverter<ServiceLevel>)])]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(ConfirmRequest))]
[JsonSerializable(typeof(ResendConfirmationRequest))]
[JsonSerializable(typeof(ForgotPasswordRequest))]
[JsonSerializable(typeof(ResetPasswordRequest))]
[JsonSerializable(typeof(CreateShipmentRequest))]
[JsonSerializable(typeof(ChangeStatusRequest))]
[JsonSerializable(typeof(AcceptedAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(MeAnswer))]
[JsonSerializable(typeof(MailTextAnswer))]
[JsonSerializable(typeof(ShipmentAnswer))]
[JsonSerializable(typeof(TimelineAnswer))]
[JsonSerializable(typeof(PageAnswer<NotificationAnswer>))]
[JsonSerializable(typeof(PageAnswer<MailAnswer>))]
[JsonSerializable(typeof(ProblemAnswer))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
