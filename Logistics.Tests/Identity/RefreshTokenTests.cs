using Logistics.Identity.Sessions;
using Xunit;

namespace Logistics.Tests.Identity;

public sealed class RefreshTokenTests
{
    [Fact]
    public void A_token_is_read_back_as_it_was_revealed()
    {
        var token = RefreshToken.Create(Guid.CreateVersion7());

        Assert.True(RefreshToken.TryParse(token.Reveal(), out var read));
        Assert.Equal(token, read);
        Assert.Equal(token.Hash, read.Hash);
    }

    [Fact]
    public void Two_tokens_of_a_session_share_nothing_but_the_session()
    {
        var session = Guid.CreateVersion7();

        Assert.NotEqual(RefreshToken.Create(session).Hash, RefreshToken.Create(session).Hash);
    }

    [Fact]
    public void A_token_in_a_log_line_gives_nothing_away()
    {
        var token = RefreshToken.Create(Guid.CreateVersion7());

        Assert.DoesNotContain(token.Secret, $"{token}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("not base64 url!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_else_is_no_token(string? text)
    {
        Assert.False(RefreshToken.TryParse(text, out _));
    }
}
