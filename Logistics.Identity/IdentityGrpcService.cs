using Grpc.Core;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Features.ChangeEmail;
using Logistics.Identity.Features.ChangePassword;
using Logistics.Identity.Features.ConfirmEmail;
using Logistics.Identity.Features.EndSessions;
using Logistics.Identity.Features.ForgotPassword;
using Logistics.Identity.Features.GetMe;
using Logistics.Identity.Features.ListSessions;
using Logistics.Identity.Features.RefreshToken;
using Logistics.Identity.Features.Register;
using Logistics.Identity.Features.ResendConfirmation;
using Logistics.Identity.Features.ResetPassword;
using Logistics.Identity.Features.SignIn;
using Logistics.Identity.Features.SignOut;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Identity;

/// <summary>The gRPC face of the features: who may call, and to whom it goes.</summary>
internal sealed class IdentityGrpcService(
    RegisterHandler register,
    SignInHandler signIn,
    RefreshTokenHandler refresh,
    SignOutHandler signOut,
    GetMeHandler getMe,
    ConfirmEmailHandler confirmEmail,
    ResendConfirmationHandler resendConfirmation,
    ForgotPasswordHandler forgotPassword,
    ResetPasswordHandler resetPassword,
    ChangePasswordHandler changePassword,
    ChangeEmailHandler changeEmail,
    ListSessionsHandler listSessions,
    EndSessionHandler endSession,
    EndAllSessionsHandler endAllSessions)
    : IdentityService.IdentityServiceBase
{
    [AllowAnonymous]
    public override async Task<RegisterResponse> Register(RegisterRequest request, ServerCallContext context) =>
        (await register.HandleAsync(request, context.CancellationToken)).OrThrow();

    [AllowAnonymous]
    public override async Task<TokenResponse> SignIn(SignInRequest request, ServerCallContext context) =>
        (await signIn.HandleAsync(request, context.CancellationToken)).OrThrow();

    /// <summary>The refresh token itself is the proof.</summary>
    [AllowAnonymous]
    public override async Task<TokenResponse> Refresh(RefreshRequest request, ServerCallContext context) =>
        (await refresh.HandleAsync(request, context.CancellationToken)).OrThrow();

    [AllowAnonymous]
    public override Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context) =>
        signOut.HandleAsync(request, context.CancellationToken);

    public override async Task<Contracts.Identity.V1.Account> GetMe(GetMeRequest request, ServerCallContext context) =>
        (await getMe.HandleAsync(context.GetCaller(), context.CancellationToken)).OrThrow();

    /// <summary>The link's token is the proof.</summary>
    [AllowAnonymous]
    public override async Task<ConfirmEmailResponse> ConfirmEmail(ConfirmEmailRequest request, ServerCallContext context) =>
        (await confirmEmail.HandleAsync(request, context.CancellationToken)).OrThrow();

    [AllowAnonymous]
    public override Task<ResendConfirmationResponse> ResendConfirmation(ResendConfirmationRequest request, ServerCallContext context) =>
        resendConfirmation.HandleAsync(request, context.CancellationToken);

    [AllowAnonymous]
    public override Task<ForgotPasswordResponse> ForgotPassword(ForgotPasswordRequest request, ServerCallContext context) =>
        forgotPassword.HandleAsync(request, context.CancellationToken);

    /// <summary>As for <see cref="ConfirmEmail"/>.</summary>
    [AllowAnonymous]
    public override async Task<ResetPasswordResponse> ResetPassword(ResetPasswordRequest request, ServerCallContext context) =>
        (await resetPassword.HandleAsync(request, context.CancellationToken)).OrThrow();

    public override async Task<ChangePasswordResponse> ChangePassword(ChangePasswordRequest request, ServerCallContext context) =>
        (await changePassword.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<ChangeEmailResponse> ChangeEmail(ChangeEmailRequest request, ServerCallContext context) =>
        (await changeEmail.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override Task<ListSessionsResponse> ListSessions(ListSessionsRequest request, ServerCallContext context) =>
        listSessions.HandleAsync(context.GetCaller(), context.CancellationToken);

    public override async Task<EndSessionResponse> EndSession(EndSessionRequest request, ServerCallContext context) =>
        (await endSession.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override Task<EndAllSessionsResponse> EndAllSessions(EndAllSessionsRequest request, ServerCallContext context) =>
        endAllSessions.HandleAsync(request, context.GetCaller(), context.CancellationToken);
}
