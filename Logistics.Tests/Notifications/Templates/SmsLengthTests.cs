using Logistics.Notifications.Sms;
using Xunit;

namespace Logistics.Tests.Notifications.Templates;

public sealed class SmsLengthTests
{
    [Theory]
    [InlineData('a', 0, "GSM-7", 0, 1)]
    [InlineData('a', 160, "GSM-7", 160, 1)]
    [InlineData('a', 161, "GSM-7", 161, 2)]
    [InlineData('a', 306, "GSM-7", 306, 2)]
    [InlineData('a', 307, "GSM-7", 307, 3)]
    [InlineData('@', 160, "GSM-7", 160, 1)]
    [InlineData('€', 80, "GSM-7", 160, 1)]
    [InlineData('€', 81, "GSM-7", 162, 2)]
    [InlineData('€', 152, "GSM-7", 304, 2)] // 76 pairs of septets a segment: the 153rd stays empty
    [InlineData('€', 153, "GSM-7", 306, 3)]
    [InlineData('ç', 70, "UCS-2", 70, 1)] // GSM has the capital one
    [InlineData('Ç', 160, "GSM-7", 160, 1)]
    [InlineData('م', 70, "UCS-2", 70, 1)]
    [InlineData('م', 71, "UCS-2", 71, 2)]
    [InlineData('م', 134, "UCS-2", 134, 2)]
    [InlineData('م', 135, "UCS-2", 135, 3)]
    public void It_is_counted_as_networks_do(char letter, int times, string encoding, int characters, int segments)
    {
        var length = SmsLength.Of(new string(letter, times));

        Assert.Equal((encoding, characters, segments), (length.Encoding, length.Characters, length.Segments));
    }

    [Theory]
    [InlineData(35, 70, 1)]
    [InlineData(36, 72, 2)]
    [InlineData(66, 132, 2)] // 33 a segment: none is cut in two
    [InlineData(67, 134, 3)]
    public void A_picture_is_two_and_stays_whole(int times, int characters, int segments)
    {
        var length = SmsLength.Of(string.Concat(Enumerable.Repeat("📦", times)));

        Assert.Equal(("UCS-2", characters, segments), (length.Encoding, length.Characters, length.Segments));
    }
}
