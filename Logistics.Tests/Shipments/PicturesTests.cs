using System.Text;
using Logistics.Shipments.Features.Proofs;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>Pictures keep what shows them and lose what tells of those who took them.</summary>
public sealed class PicturesTests
{
    private static readonly Dictionary<string, byte[]> Samples = new()
    {
        [Pictures.Png] = SamplePictures.Png,
        [Pictures.Jpeg] = SamplePictures.Jpeg,
        [Pictures.Webp] = SamplePictures.Webp,
    };

    public static TheoryData<string> Kinds => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_tells_of_people_goes_and_the_kind_is_told_by_the_content(string kind)
    {
        Assert.Contains(SamplePictures.Secret, Encoding.Latin1.GetString(Samples[kind]), StringComparison.Ordinal);

        var (mediaType, content) = Pictures.Clean(Samples[kind])!.Value; // not null: a picture

        Assert.Equal(kind, mediaType);
        Assert.DoesNotContain(SamplePictures.Secret, Encoding.Latin1.GetString(content), StringComparison.Ordinal);
        Assert.Equal(content, Pictures.Clean(content)!.Value.Content); // not null: a picture still
    }

    [Fact]
    public void The_image_itself_stays()
    {
        var (jpeg, png, webp) = (Bare(SamplePictures.Jpeg), Bare(SamplePictures.Png), Bare(SamplePictures.Webp));

        Assert.True(jpeg.AsSpan().IndexOf(Scan(SamplePictures.Jpeg)) > 0);
        Assert.True(png.AsSpan().IndexOf("IHDR"u8) > 0 && png.AsSpan().IndexOf("IDAT"u8) > 0 && png.AsSpan().EndsWith("IEND\0\0\0\0"u8));
        // Of what there is beside the image, the alpha channel.
        Assert.Equal((0x10, webp.Length - 8), (webp[20], BitConverter.ToInt32(webp, 4)));

        static byte[] Bare(byte[] picture) => Pictures.Clean(picture)!.Value.Content; // not null: a picture

        static ReadOnlySpan<byte> Scan(byte[] picture) => picture.AsSpan(picture.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]), 17);
    }

    [Theory]
    [InlineData(true, 6, true)]
    [InlineData(false, 8, true)]
    [InlineData(true, 1, false)]
    [InlineData(false, 9, false)]
    public void Of_what_a_camera_says_only_which_way_is_up_stays(bool isLittle, byte orientation, bool stays)
    {
        var (_, content) = Pictures.Clean(SamplePictures.Turned(isLittle, orientation))!.Value; // not null: a picture

        Assert.DoesNotContain(SamplePictures.Secret, Encoding.Latin1.GetString(content), StringComparison.Ordinal);
        Assert.Equal(stays ? content.AsSpan(2, 36).ToArray() : null, stays ? new Orientation(orientation).ToJpeg() : null);
        Assert.Equal(stays, content.AsSpan().IndexOf("Exif"u8) >= 0);
        Assert.Equal(content, Pictures.Clean(content)!.Value.Content); // not null: a picture still
    }

    [Fact]
    public void So_it_does_of_other_kinds_of_pictures()
    {
        var png = Pictures.Clean(SamplePictures.TurnedPng(6))!.Value.Content; // not null: a picture
        var webp = Pictures.Clean(SamplePictures.TurnedWebp(6))!.Value.Content; // not null: a picture
        byte[] exif = [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];

        Assert.True(png.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0, 0, 26, .. "eXIf"u8, .. exif, 0xD6, 0x67, 0x4B, 0x69]) == 33);
        Assert.True(webp.AsSpan().EndsWith((ReadOnlySpan<byte>)[.. "EXIF"u8, 26, 0, 0, 0, .. exif]));
        Assert.Equal((0x18, webp.Length - 8), (webp[20], BitConverter.ToInt32(webp, 4)));
        Assert.All(
            [png, webp],
            content => Assert.DoesNotContain(SamplePictures.Secret, Encoding.Latin1.GetString(content), StringComparison.Ordinal));
        Assert.All([png, webp], content => Assert.Equal(content, Pictures.Clean(content)!.Value.Content)); // not null: pictures still
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Half_a_picture_is_none_wherever_it_ends(string kind)
    {
        var whole = Pictures.Clean(Samples[kind])!.Value.Content; // not null: a picture

        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Null(Pictures.Clean(whole.AsSpan(0, length))));
    }

    [Fact]
    public void A_length_that_is_not_there_or_none_is_no_pictures()
    {
        foreach (var (name, length) in new[]
        {
            ("VP8X", uint.MaxValue),
            ("VP8 ", uint.MaxValue),
            ("VP8L", uint.MaxValue),
            ("VP8L", 0u),
            ("VP8X", 0u),
        })
        {
            Assert.Null(Pictures.Clean([
                .. "RIFF"u8, .. BitConverter.GetBytes(20u),
                .. "WEBP"u8, .. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(length), 1, 2, 3, 4,
            ]));
        }
    }

    [Fact]
    public void A_JPEG_has_a_frame_and_a_PNG_a_whole_header()
    {
        byte[] jpeg = [.. SamplePictures.Jpeg];
        jpeg[jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 1] = 0xDB;
        byte[] png = [.. SamplePictures.Png[..8], 0, 0, 0, 1, .. "IHDR"u8, 0, 0, 0, 0, 0, .. SamplePictures.Png[33..]];

        Assert.Null(Pictures.Clean(jpeg));
        Assert.Null(Pictures.Clean(png));
    }

    [Theory]
    [InlineData("<svg onload='alert(1)'/>")]
    [InlineData("GIF89a")]
    [InlineData("%PDF-1.7")]
    [InlineData("RIFF....WAVE")]
    [InlineData("")]
    public void What_is_no_picture_of_these_kinds_is_refused(string content) =>
        Assert.Null(Pictures.Clean(Encoding.Latin1.GetBytes(content)));
}
