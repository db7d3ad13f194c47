namespace Logistics.Simulator.Api;

/// <summary>Somebody who signs in: a merchant, a courier, the support desk. Keeps the access token while it lives.</summary>
internal sealed class Account(string email, string password) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _signingIn = new(1, 1);
    private string? _token;
    private DateTimeOffset _expiresAt;

    public string Email { get; } = email;

    public string Password { get; } = password;

    /// <summary>
    /// The token, from <paramref name="signIn"/> when there is none that lives; callers at the same time share one sign-in.
    /// </summary>
    public async Task<string> GetTokenAsync(
        Func<Account, Task<TokenAnswer>> signIn, TimeProvider clock, CancellationToken cancellationToken)
    {
        await _signingIn.WaitAsync(cancellationToken);
        try
        {
            if (_token is null || _expiresAt <= clock.GetUtcNow())
            {
                var answer = await signIn(this);
                _token = answer.AccessToken;
                _expiresAt = clock.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn) - Margin;
            }

            return _token;
        }
        finally
        {
            _signingIn.Release();
        }
    }

    public void Dispose() => _signingIn.Dispose();
}
