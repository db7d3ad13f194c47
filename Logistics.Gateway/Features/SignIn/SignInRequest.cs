namespace Logistics.Gateway.Features.SignIn;

/// <summary>The credentials of an account.</summary>
internal sealed record SignInRequest
{
    /// <example>amina@example.com</example>
    public string? Email { get; init; }

    /// <example>correct horse battery staple</example>
    public string? Password { get; init; }
}
