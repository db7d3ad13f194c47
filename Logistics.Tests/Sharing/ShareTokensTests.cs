using Logistics.Shipments.Features.ShareShipment;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Sharing;

public sealed class ShareTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 6, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_link_is_read_until_it_expires()
    {
        var id = Guid.CreateVersion7(Now);
        var token = Tokens("the secret of all").Write(id, Now.AddHours(1));

        Assert.Equal(id, Tokens("the secret of all").Read(token, Now));
        Assert.Null(Tokens("the secret of all").Read(token, Now.AddHours(1)));
    }

    [Fact]
    public void A_changed_link_is_none()
    {
        var tokens = Tokens("the secret of all");
        var token = tokens.Write(Guid.CreateVersion7(Now), Now.AddHours(1));
        for (var i = 0; i < token.Length - 1; i++) // the last character has bits that say nothing
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Null(tokens.Read(changed, Now));
        }
    }

    [Fact]
    public void Links_of_a_former_secret_work_on_and_of_another_do_not()
    {
        var id = Guid.CreateVersion7(Now);
        var token = Tokens("the former secret").Write(id, Now.AddHours(1));

        Assert.Equal(id, Tokens("the secret of all", "the former secret").Read(token, Now));
        Assert.Null(Tokens("the secret of all").Read(token, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("===")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_link_is_none(string text) => Assert.Null(Tokens("the secret of all").Read(text, Now));

    [Theory]
    [InlineData("Amina Haddad", "A. H.")]
    [InlineData("Jean-Luc  de la Tour", "J. D. L. T.")]
    [InlineData("أمينة حداد", "أ. ح.")]
    [InlineData("42 Ltd", "L.")]
    public void Names_are_shown_as_initials(string name, string initials) => Assert.Equal(initials, OpenShareHandler.Initials(name));

    private static ShareTokens Tokens(string secret, params string[] former) =>
        new(Options.Create(new SharingOptions { KeySecret = secret, FormerKeySecrets = former }));
}
