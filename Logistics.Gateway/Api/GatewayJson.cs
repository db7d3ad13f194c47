using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Features.Bulk;
using Logistics.Gateway.Features.ChangeEmail;
using Logistics.Gateway.Features.ChangePassword;
using Logistics.Gateway.Features.ChangeStatus;
using Logistics.Gateway.Features.ConfirmEmail;
using Logistics.Gateway.Features.CreateShipment;
using Logistics.Gateway.Features.DecideOnShipment;
using Logistics.Gateway.Features.ForgotPassword;
using Logistics.Gateway.Features.ManageAddresses;
using Logistics.Gateway.Features.ManageApiKeys;
using Logistics.Gateway.Features.ManageDevices;
using Logistics.Gateway.Features.ManagePersonalData;
using Logistics.Gateway.Features.ManageQueues;
using Logistics.Gateway.Features.ManageTemplates;
using Logistics.Gateway.Features.ManageWebhooks;
using Logistics.Gateway.Features.Proofs;
using Logistics.Gateway.Features.RecordLocations;
using Logistics.Gateway.Features.RefreshToken;
using Logistics.Gateway.Features.Register;
using Logistics.Gateway.Features.ReportHealth;
using Logistics.Gateway.Features.RequestNotifications;
using Logistics.Gateway.Features.ResendConfirmation;
using Logistics.Gateway.Features.ResetPassword;
using Logistics.Gateway.Features.SetAliases;
using Logistics.Gateway.Features.ShareShipment;
using Logistics.Gateway.Features.SignIn;
using Logistics.Gateway.Features.SignOut;
using Logistics.Gateway.Features.UpdateMe;
using Logistics.Gateway.Idempotency;
using DeliveryState = Logistics.Contracts.Tracking.V1.DeliveryState;
using EntryKind = Logistics.Contracts.Tracking.V1.EntryKind;

namespace Logistics.Gateway.Api;

/// <summary>All JSON of the public API, by generated code. A type that is not listed here is neither read nor written.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(RefreshTokenRequest))]
[JsonSerializable(typeof(SignOutRequest))]
[JsonSerializable(typeof(ConfirmEmailRequest))]
[JsonSerializable(typeof(ResendConfirmationRequest))]
[JsonSerializable(typeof(ForgotPasswordRequest))]
[JsonSerializable(typeof(ResetPasswordRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(ChangeEmailRequest))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(CreateShipmentRequest))]
[JsonSerializable(typeof(ChangeStatusRequest))]
[JsonSerializable(typeof(ProofRequest))]
[JsonSerializable(typeof(ProofList))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(RedirectRequest))]
[JsonSerializable(typeof(CorrectionRequest))]
[JsonSerializable(typeof(UpdateMeRequest))]
[JsonSerializable(typeof(AddressRequest))]
[JsonSerializable(typeof(RegisterDeviceRequest))]
[JsonSerializable(typeof(CreateApiKeyRequest))]
[JsonSerializable(typeof(DeleteMeRequest))]
[JsonSerializable(typeof(AddressBook))]
[JsonSerializable(typeof(Preferences))]
[JsonSerializable(typeof(DeviceList))]
[JsonSerializable(typeof(ApiKeyList))]
[JsonSerializable(typeof(NewApiKey))]
[JsonSerializable(typeof(ShareRequest))]
[JsonSerializable(typeof(NewShare))]
[JsonSerializable(typeof(ShareList))]
[JsonSerializable(typeof(SharedShipment))]
[JsonSerializable(typeof(AddWebhookRequest))]
[JsonSerializable(typeof(ChangeWebhookRequest))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(WebhookWithSecret))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(WebhookDelivery))]
[JsonSerializable(typeof(WebhookDeliveryPage))]
[JsonSerializable(typeof(Replay))]
[JsonSerializable(typeof(PersonalData))]
[JsonSerializable(typeof(UserPage))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(QueueList))]
[JsonSerializable(typeof(SuppressionPage))]
[JsonSerializable(typeof(TemplatePage))]
[JsonSerializable(typeof(Template))]
[JsonSerializable(typeof(TemplateVersion))]
[JsonSerializable(typeof(TemplatePreview))]
[JsonSerializable(typeof(TestSent))]
[JsonSerializable(typeof(RolledBackTemplate))]
[JsonSerializable(typeof(CreateTemplateVersionBody))]
[JsonSerializable(typeof(PreviewTemplateBody))]
[JsonSerializable(typeof(SendTestBody))]
[JsonSerializable(typeof(RollBackTemplateBody))]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(DeadLetterPage))]
[JsonSerializable(typeof(SettleDeadLettersBody))]
[JsonSerializable(typeof(SettledDeadLetters))]
[JsonSerializable(typeof(Statistics))]
[JsonSerializable(typeof(Aliases))]
[JsonSerializable(typeof(ShipmentRow))]
[JsonSerializable(typeof(ShipmentRow[]))]
[JsonSerializable(typeof(ScanRow))]
[JsonSerializable(typeof(ScanRow[]))]
[JsonSerializable(typeof(BulkAnswer))]
[JsonSerializable(typeof(Tokens))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(Shipment))]
[JsonSerializable(typeof(ShipmentPage))]
[JsonSerializable(typeof(Tracking))]
[JsonSerializable(typeof(TrackingList))]
[JsonSerializable(typeof(DeliveryEstimate))]
[JsonSerializable(typeof(RecordLocationsRequest))]
[JsonSerializable(typeof(RecordedLocations))]
[JsonSerializable(typeof(LocationList))]
[JsonSerializable(typeof(NotificationPage))]
[JsonSerializable(typeof(NotificationRequestBody))]
[JsonSerializable(typeof(NotificationRequest))]
[JsonSerializable(typeof(CancelledRequest))]
[JsonSerializable(typeof(Notification))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(Unread))]
[JsonSerializable(typeof(InboxNews))]
[JsonSerializable(typeof(MailPage))]
[JsonSerializable(typeof(Mail))]
[JsonSerializable(typeof(SystemHealth))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(StoredAnswer))]
[JsonSerializable(typeof(bool?))]
internal sealed partial class GatewayJson : JsonSerializerContext
{
    /// <summary>The context under the rules of <see cref="Apply"/>; <see cref="JsonSerializerContext"/>'s <c>Default</c> is not.</summary>
    public static GatewayJson Shared { get; } = new(Apply(new JsonSerializerOptions()));

    /// <summary>
    /// The rules of the public JSON: camelCase; nothing for nothing; strict, so that a slip of a client's pen is told, not guessed at.
    /// </summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 16;
        // The answers are JSON with nosniff, never put into HTML as they are: accents and emoji stay readable.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new TimestampConverter());
        options.Converters.Add(new WireEnumConverter<ShipmentStatus>());
        options.Converters.Add(new WireEnumConverter<ReasonCode>());
        options.Converters.Add(new WireEnumConverter<ServiceLevel>());
        options.Converters.Add(new WireEnumConverter<EntryKind>());
        options.Converters.Add(new WireEnumConverter<ReportSource>());
        options.Converters.Add(new WireEnumConverter<Channel>());
        options.Converters.Add(new WireEnumConverter<NotificationState>());
        options.Converters.Add(new WireEnumConverter<TemplateState>());
        options.Converters.Add(new WireEnumConverter<VariableType>());
        options.Converters.Add(new WireEnumConverter<NotificationCategory>());
        options.Converters.Add(new WireEnumConverter<NotificationPriority>());
        options.Converters.Add(new WireEnumConverter<DeliveryState>());
        return options;
    }
}
