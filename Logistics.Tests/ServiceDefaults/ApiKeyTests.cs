using Logistics.ServiceDefaults.Authentication;
using Xunit;

namespace Logistics.Tests.ServiceDefaults;

public sealed class ApiKeyTests
{
    [Fact]
    public void A_key_is_read_as_it_was_made()
    {
        var key = ApiKey.Create();

        Assert.True(ApiKey.TryParse(key.Reveal(), out var read));
        Assert.Equal(key, read);
        Assert.Equal(key.Hash, read.Hash);
        Assert.Matches("^lk_[0-9A-Za-z]{49}$", key.Reveal());
    }

    [Fact]
    public void No_single_wrong_character_passes()
    {
        var text = ApiKey.Create().Reveal();

        Assert.All(Enumerable.Range(0, text.Length), at =>
        {
            var wrong = text[at] == '7' ? '8' : '7';
            Assert.False(ApiKey.TryParse(text[..at] + wrong + text[(at + 1)..], out _));
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lk_")]
    [InlineData("lk_0000000000000000000000000000000000000000000000000")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.AAAA")]
    public void What_is_no_key_is_refused(string? text) => Assert.False(ApiKey.TryParse(text, out _));

    [Fact]
    public void A_key_does_not_get_into_a_log_line()
    {
        var key = ApiKey.Create();

        Assert.Equal(key.Reveal()[..8] + "…", $"{key}");
    }
}
