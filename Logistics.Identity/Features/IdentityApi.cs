using Grpc.Core;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Features.GetMe;
using Logistics.Identity.Features.RefreshToken;
using Logistics.Identity.Features.Register;
using Logistics.Identity.Features.SignIn;
using Logistics.Identity.Features.SignOut;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Identity.Features;

/// <summary>The gRPC face of the features: who may call, and to whom it goes.</summary>
internal sealed class IdentityApi(
    RegisterHandler register, SignInHandler signIn, RefreshTokenHandler refresh, SignOutHandler signOut, GetMeHandler getMe)
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
}
