using Logistics.Identity;
using Logistics.Identity.Domain;
using Logistics.Identity.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Identity;

/// <summary>Passwords by NIST SP 800-63B.</summary>
public sealed class PasswordRulesTests
{
    private const string Email = "amina.haddad@oranbooks.example";

    [Theory]
    [InlineData("three parcels from Oran")]
    [InlineData("kL9#vQ2!xZ")]
    [InlineData("ثلاثة طرود")] // 10 code points
    [InlineData("🐫🐪🐎🐂🐑🐐🦌🐕🐈🐓")] // 10 code points, 20 UTF-16 units
    [InlineData("amina.haddad likes long walks")]
    [InlineData("          spaces count too          ")]
    public void A_password_that_is_long_and_not_common_is_good(string password) => Assert.Empty(Rules().FaultsOf(password, Email));

    [Fact]
    public void Sixty_four_characters_and_more_are_good() =>
        Assert.Empty(Rules().FaultsOf(string.Concat(Enumerable.Range(0, 64).Select(i => (char)('!' + i))) + " and then some", Email));

    [Theory]
    [InlineData("kL9#vQ2!x")]
    [InlineData("🐫🐪🐎🐂🐑🐐🦌🐕🐈")] // 9 code points in 18 UTF-16 units
    [InlineData("ｆｉ ﬁ ﬁ")] // shorter than it may look
    public void Length_is_counted_in_code_points(string password) =>
        Assert.StartsWith("At least 10 characters.", Assert.Single(Rules().FaultsOf(password, Email)), StringComparison.Ordinal);

    [Fact]
    public void Nobody_makes_us_hash_a_book() =>
        Assert.Equal("At most 128 characters.", Assert.Single(Rules().FaultsOf(new string('x', 100_000) + "abcdef", Email)));

    [Theory]
    [InlineData("qwertyuiop")]
    [InlineData("Password123")]
    [InlineData("PASSWORD2025!")]
    [InlineData("1q2w3e4r5t")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３")] // full width, the same to a keyboard
    [InlineData("correct horse battery staple")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("121212121212")]
    [InlineData("ABCDEFGHIJKLM")]
    [InlineData("9876543210")]
    public void What_is_guessed_first_is_refused(string password) =>
        Assert.StartsWith(
            "This is one of the passwords that are tried first.",
            Assert.Single(Rules().FaultsOf(password, Email)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("amina.haddad")]
    [InlineData("Amina.Haddad2026")]
    [InlineData("amina.haddad@oranbooks.example")]
    [InlineData("oranbooks!1")]
    [InlineData("Logistics!26")]
    public void What_anyone_knows_of_the_account_is_refused(string password) =>
        Assert.StartsWith(
            "This is little more than your address", Assert.Single(Rules().FaultsOf(password, Email)), StringComparison.Ordinal);

    [Fact]
    public void The_least_length_is_a_setting() => Assert.NotEmpty(Rules(least: 15).FaultsOf("kL9#vQ2!xZ", Email));

    [Fact]
    public void A_password_is_the_same_from_every_keyboard()
    {
        var hasher = new NormalisingPasswordHasher(Options.Create(new PasswordHasherOptions()));
        var account = new Account { Name = "Amina", Locale = "fr" };

        var hash = hasher.HashPassword(account, "cr\u00E8me br\u00FBl\u00E9e a\u0300 Oran"); // composed, one of them not

        Assert.Equal(
            PasswordVerificationResult.Success,
            hasher.VerifyHashedPassword(account, hash, "cre\u0300me bru\u0302le\u0301e \u00E0 Oran"));
        Assert.Equal(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(account, hash, "creme brulee a Oran"));
    }

    private static PasswordRules Rules(int least = 10) => new(Options.Create(new IdentitySettings { MinPasswordLength = least }));
}
