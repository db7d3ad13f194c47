using Logistics.Contracts.Events;
using Logistics.Identity.Domain;
using Logistics.Identity.Features.Administer;
using Logistics.Identity.Features.ChangeEmail;
using Logistics.Identity.Features.ChangePassword;
using Logistics.Identity.Features.ConfirmEmail;
using Logistics.Identity.Features.EndSessions;
using Logistics.Identity.Features.ForgetExpired;
using Logistics.Identity.Features.ForgotPassword;
using Logistics.Identity.Features.GetMe;
using Logistics.Identity.Features.ListSessions;
using Logistics.Identity.Features.ManageAddresses;
using Logistics.Identity.Features.ManageApiKeys;
using Logistics.Identity.Features.ManageDevices;
using Logistics.Identity.Features.ManagePersonalData;
using Logistics.Identity.Features.ManagePreferences;
using Logistics.Identity.Features.PublishKeys;
using Logistics.Identity.Features.RefreshToken;
using Logistics.Identity.Features.Register;
using Logistics.Identity.Features.ResendConfirmation;
using Logistics.Identity.Features.ResetPassword;
using Logistics.Identity.Features.SignIn;
using Logistics.Identity.Features.SignOut;
using Logistics.Identity.Features.UpdateProfile;
using Logistics.Identity.Keys;
using Logistics.Identity.Links;
using Logistics.Identity.Passwords;
using Logistics.Identity.Persistence;
using Logistics.Identity.Seeding;
using Logistics.Identity.Sessions;
using Logistics.Messaging;
using Logistics.ServiceDefaults;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Logistics.Identity;

/// <summary>The service's table of contents.</summary>
internal static class IdentityModule
{
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<IdentitySettings>, IdentitySettingsValidator>();
        services.AddOptions<IdentitySettings>().BindConfiguration(IdentitySettings.Section).ValidateOnStart();

        builder.AddDatabase<AccountsDbContext>("identitydb");
        builder.AddMigrations<AccountsDbContext>(FirstSteps.RunAsync);
        builder.AddMessaging<AccountsDbContext>("identity", messaging => messaging
            .Subscribe<DeadTokensHandler>("devices", PushTokenRejected.Name));

        services.AddIdentityCore<Account>(AccountRules.Apply).AddRoles<IdentityRole<Guid>>().AddEntityFrameworkStores<AccountsDbContext>();
        services.AddScoped<IPasswordHasher<Account>, NormalisingPasswordHasher>();
        services.AddSingleton<PasswordRules>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<AccountOpening>();
        services.AddScoped<MailedLinks>();
        services.AddScoped<SessionStore>();

        services.AddKeyProtection();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<IPublishedKeys>(provider => provider.GetRequiredService<KeyRing>());
        services.AddSingleton<KeySchedule>();
        services.AddSingleton<KeyRotation>();
        services.AddHostedService<KeyRotator>();
        services.AddSingleton<AccessTokens>();

        builder.AddCallerAuthentication();
        builder.AddGrpcDefaults();
        services.AddScoped<RegisterHandler>();
        services.AddScoped<SignInHandler>();
        services.AddScoped<RefreshTokenHandler>();
        services.AddScoped<SignOutHandler>();
        services.AddScoped<GetMeHandler>();
        services.AddScoped<ConfirmEmailHandler>();
        services.AddScoped<ResendConfirmationHandler>();
        services.AddScoped<ForgotPasswordHandler>();
        services.AddScoped<ResetPasswordHandler>();
        services.AddScoped<ChangePasswordHandler>();
        services.AddScoped<ChangeEmailHandler>();
        services.AddScoped<ListSessionsHandler>();
        services.AddScoped<EndSessionHandler>();
        services.AddScoped<EndAllSessionsHandler>();
        builder.AddPeople();
    }

    public static void MapIdentity(this WebApplication app)
    {
        app.MapQueues<AccountsDbContext>();
        app.MapGrpcService<IdentityGrpcService>();
        app.MapGrpcService<ProfilesGrpcService>();
        app.MapGrpcService<AdministrationGrpcService>();
        app.MapGrpcService<ApiKeysGrpcService>();
        app.MapGrpcService<PersonalDataGrpcService>();
        app.MapPublishedKeys();
    }

    /// <summary>What people keep with their accounts, and what administrators do to them.</summary>
    private static void AddPeople(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAccess();
        services.AddScoped<UpdateProfileHandler>();
        services.AddScoped<AddressBook>();
        services.AddScoped<PreferencesHandler>();
        services.AddScoped<DevicesHandler>();
        services.AddScoped<IdleDevices>();
        builder.AddRecurringWork<IdleDevices>(
            "Forgetting idle devices",
            TimeSpan.FromHours(1),
            (devices, cancellationToken) => devices.PruneAsync(cancellationToken),
            (provider, now) => IdleDevices.Due(provider.GetRequiredService<IOptions<IdentitySettings>>().Value, now));
        services.AddScoped<ExpiredSignIns>();
        builder.AddRecurringWork<ExpiredSignIns>(
            "Forgetting what has expired", TimeSpan.FromHours(1), (expired, cancellationToken) => expired.ForgetAsync(cancellationToken));
        services.AddScoped<UnusedAccounts>();
        builder.AddRecurringWork<UnusedAccounts>(
            "Forgetting accounts that nobody uses",
            TimeSpan.FromHours(1),
            (accounts, cancellationToken) => accounts.ForgetAsync(cancellationToken),
            (provider, now) => UnusedAccounts.Due(provider.GetRequiredService<IOptions<IdentitySettings>>().Value, now));
        services.AddScoped<UsersHandler>();
        services.AddScoped<AdministrativeActs>();
        services.AddScoped<AuditLogHandler>();
        services.AddScoped<ApiKeysHandler>();
        services.AddScoped<ExchangeApiKeyHandler>();
        services.AddScoped<ExportHandler>();
        services.AddScoped<DeleteAccountHandler>();
    }
}
