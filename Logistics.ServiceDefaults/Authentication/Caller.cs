using System.Globalization;
using System.Security.Claims;
using Grpc.Core;
using Logistics.ServiceDefaults.Results;

namespace Logistics.ServiceDefaults.Authentication;

/// <summary>The signed-in account behind a call.</summary>
public readonly record struct Caller(Guid UserId, IReadOnlyList<string> Roles)
{
    /// <summary>The sign-in that the token came from; none where the proof was no token of a session.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Whether the account works for the carrier.</summary>
    public bool IsStaff => Roles.Any(Authentication.Roles.Staff.Contains);

    public bool IsInRole(string role) => Roles.Contains(role);
}

/// <summary>Who is calling.</summary>
public static class CallerExtensions
{
    private static readonly Error SignInRequired = new("authentication.required", "Sign in first.", ErrorKind.Unauthenticated);

    /// <summary>The caller of a gRPC method.</summary>
    /// <exception cref="RpcException"><c>UNAUTHENTICATED</c>: an anonymous method was called without a token.</exception>
    public static Caller GetCaller(this ServerCallContext context) =>
        context.GetHttpContext().User.FindCaller() ?? throw SignInRequired.ToRpcException();

    /// <summary>When the caller's token expires: what goes on for longer must end then.</summary>
    public static DateTimeOffset GetTokenExpiry(this ServerCallContext context) =>
        long.TryParse(context.GetHttpContext().User.FindFirstValue(CallerClaims.Expiry), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MinValue;

    /// <summary>The caller, or <see langword="null"/> for an anonymous one.</summary>
    public static Caller? FindCaller(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(CallerClaims.Subject), out var userId)
            ? new Caller(userId, [.. user.FindAll(CallerClaims.Role).Select(claim => claim.Value)])
            {
                SessionId = Guid.TryParse(user.FindFirstValue(CallerClaims.Session), out var sessionId) ? sessionId : null,
            }
            : null;
}
