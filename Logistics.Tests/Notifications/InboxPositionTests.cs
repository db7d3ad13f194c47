using Logistics.Notifications.Features.Inbox;
using Xunit;

namespace Logistics.Tests.Notifications;

/// <summary>What clients hand back as a position reaches PostgreSQL only if it can read it.</summary>
public sealed class InboxPositionTests
{
    [Theory]
    [InlineData("10:10:", 10UL)]
    [InlineData("10:20:10,14,19", 20UL)]
    [InlineData("1:18446744073709551615:", 18446744073709551615UL)]
    public void A_snapshot_is_read(string text, ulong end)
    {
        Assert.True(InboxPosition.TryParse(text, out var position));
        Assert.Equal((text, end), (position.Text, position.End));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("yesterday")]
    [InlineData("0:10:")]
    [InlineData("20:10:")]
    [InlineData("10:20:9")]
    [InlineData("10:20:20")]
    [InlineData("10:20:15,14")]
    [InlineData("10:20:14,")]
    [InlineData("10:20:14:")]
    [InlineData("-1:20:")]
    [InlineData("1:18446744073709551616:")]
    [InlineData("10:20:'; DROP TABLE notifications; --")]
    public void What_is_none_is_told(string text) => Assert.False(InboxPosition.TryParse(text, out _));
}
