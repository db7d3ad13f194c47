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
        var stored = Protection("the secret of all").Protect(Secret, "key-1");

        Assert.Equal(Secret, Protection("the secret of all").Unprotect(stored, "key-1"));
        Assert.Equal(-1, stored.AsSpan().IndexOf(Secret));
    }

    [Fact]
    public void Another_secret_is_named_as_the_fault()
    {
        var stored = Protection("the secret of all").Protect(Secret, "key-1");

        var fault = Assert.Throws<InvalidOperationException>(() => Protection("another secret....").Unprotect(stored, "key-1"));

        Assert.Contains("Identity:KeySecret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_passed_off_as_another_key_is_refused()
    {
        var stored = Protection("the secret of all").Protect(Secret, "key-1");

        Assert.Throws<InvalidOperationException>(() => Protection("the secret of all").Unprotect(stored, "key-2"));
    }

    [Fact]
    public void A_changed_row_is_refused()
    {
        var stored = Protection("the secret of all").Protect(Secret, "key-1");
        stored[RandomNumberGenerator.GetInt32(stored.Length)] ^= 1;

        Assert.Throws<InvalidOperationException>(() => Protection("the secret of all").Unprotect(stored, "key-1"));
    }

    private static KeyProtection Protection(string secret) => new(Options.Create(new IdentitySettings { KeySecret = secret }));
}
