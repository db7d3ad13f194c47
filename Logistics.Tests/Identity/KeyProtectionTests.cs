using System.Security.Cryptography;
using Logistics.Identity;
using Logistics.Identity.Keys;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Identity;

public sealed class KeyProtectionTests
{
    private static readonly byte[] Secret = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void A_key_is_read_back_by_every_replica_with_the_secret()
    {
        var stored = Protection("the secret of all").Protect(Secret);

        Assert.Equal(Secret, Protection("the secret of all").Unprotect(stored));
        Assert.Equal(-1, stored.AsSpan().IndexOf(Secret));
    }

    [Fact]
    public void Another_secret_is_named_as_the_fault()
    {
        var stored = Protection("the secret of all").Protect(Secret);

        var fault = Assert.Throws<CryptographicException>(() => Protection("another secret....").Unprotect(stored));

        Assert.Contains("Identity:KeySecret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_former_secret_protected_is_read_on()
    {
        var stored = Protection("the former secret").Protect(Secret);

        Assert.Equal(Secret, Protection("the secret of all", "an older one.....", "the former secret").Unprotect(stored));
    }

    [Fact]
    public void A_changed_row_is_refused()
    {
        var stored = Protection("the secret of all").Protect(Secret);
        stored[RandomNumberGenerator.GetInt32(stored.Length)] ^= 1;

        Assert.Throws<CryptographicException>(() => Protection("the secret of all").Unprotect(stored));
    }

    private static KeyProtection Protection(string secret, params string[] formerSecrets) =>
        new(Options.Create(new IdentitySettings { KeySecret = secret, FormerKeySecrets = formerSecrets }));
}
