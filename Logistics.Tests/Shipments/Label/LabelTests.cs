using System.Text;
using System.Text.RegularExpressions;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.PrintLabel;
using Logistics.Shipments.Features.PrintLabel.Pdf;
using Xunit;
using Address = Logistics.Shipments.Domain.Address;
using Parcel = Logistics.Shipments.Domain.Parcel;
using Party = Logistics.Shipments.Domain.Party;
using ShipmentLabel = Logistics.Shipments.Features.PrintLabel.Label;

namespace Logistics.Tests.Shipments.Label;

public sealed partial class LabelTests
{
    [Fact]
    public void A_scanner_reads_both_codes_off_the_printed_page() => Assert.All(Enumerable.Range(1, 100), seed =>
    {
        var shipment = Shipment(seed);

        var page = RenderedPage.Of(LabelPdf.Write(ShipmentLabel.Of(shipment)))[0];

        Assert.Equal(shipment.TrackingNumber.ToString(), Scanner.ReadCode128(page));
        Assert.Equal(shipment.TrackingNumber.ToString(), Scanner.ReadQrCode(page));
    });

    [Fact]
    public void Each_parcel_has_its_page()
    {
        var labels = ShipmentLabel.Of(Shipment(1, parcels: 3));

        Assert.Equal(["1 / 3", "2 / 3", "3 / 3"], labels.Select(label => label.Count));
        Assert.Equal(3, RenderedPage.Of(LabelPdf.Write(labels)).Count);
        Assert.Equal(3, Encoding.UTF8.GetString(LabelZpl.Write(labels)).Split("^XA").Length - 1);
    }

    [Fact]
    public void The_page_says_who_sends_what_to_whom()
    {
        var text = TextOf(LabelPdf.Write(ShipmentLabel.Of(Shipment(1))));

        Assert.Subset(
            text.ToHashSet(),
            new HashSet<string> { "SAME DAY", "1.250 kg", "ORDER-1", "Amina Haddad", "16000 Algiers", "Zoë Łukasz", "75009 Paris", "FR" });
    }

    [Theory]
    [InlineData("سلام", "\uFEE1\uFEFC\uFEB3")] // lam and alef are one sign, joined to the letter before
    [InlineData("دار", "\uFEAD\uFE8D\uFEA9")] // three that join nothing after them
    [InlineData("شارع 12", "12 \uFEC9\uFEAD\uFE8E\uFEB7")] // a number keeps its order
    [InlineData("Rue (علي)", "Rue (\uFEF2\uFEE0\uFECB)")]
    [InlineData("Zoë Łukasz", "Zoë Łukasz")]
    public void A_line_is_joined_and_ordered_as_it_stands_on_paper(string written, string onPaper) =>
        Assert.Equal(onPaper, VisualOrder.Arrange(JoinedScript.Join(written)));

    [Theory]
    [InlineData("Æneas Ødegård Ğ Ț ß €")]
    [InlineData("Ελένη Жанна שלום")]
    [InlineData("محمد الأمين بن خليفة پژمان")]
    [InlineData("Nguyễn Văn Đức")]
    public void The_font_has_every_letter_of(string name) =>
        Assert.DoesNotContain(0, JoinedScript.Join(name).Select(TrueTypeFont.BuiltIn.Glyph));

    [Fact]
    public void The_longest_texts_stay_on_the_page()
    {
        var longest = new string('W', MaxLength.AddressLine);
        var shipment = Shipment(1, recipient: new Party(longest[..MaxLength.Name], longest[..MaxLength.Name], null, null)
        {
            Address = new Address(
                longest, longest, longest[..MaxLength.City], longest[..MaxLength.City], longest[..MaxLength.PostalCode], "FR"),
        });

        var page = RenderedPage.Of(LabelPdf.Write(ShipmentLabel.Of(shipment)))[0];

        Assert.Equal(shipment.TrackingNumber.ToString(), Scanner.ReadQrCode(page));
    }

    [Fact]
    public void The_thermal_printer_is_told_the_number_for_both_codes()
    {
        var shipment = Shipment(1);
        var zpl = Encoding.UTF8.GetString(LabelZpl.Write(ShipmentLabel.Of(shipment)));

        Assert.Contains($"^BQN,2,9^FDQA,{shipment.TrackingNumber}^FS", zpl, StringComparison.Ordinal);
        Assert.Contains($"^BCN,160,Y,N,N,N^FD>:{shipment.TrackingNumber}^FS", zpl, StringComparison.Ordinal);
        Assert.Contains("^FDZoë Łukasz^FS", zpl, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_people_type_is_a_command_to_the_printer()
    {
        var zpl = Encoding.UTF8.GetString(
            LabelZpl.Write(ShipmentLabel.Of(Shipment(1, recipient: SomeParty("^XZ~JR_", "Paris", "75009", "FR")))));

        Assert.Contains("^FD_5EXZ_7EJR_5F^FS", zpl, StringComparison.Ordinal);
        Assert.DoesNotContain('~', zpl);
    }

    private static Logistics.Shipments.Domain.Shipment Shipment(int seed, int parcels = 1, Party? recipient = null)
    {
        var draft = new ShipmentDraft(
            SomeParty("Amina Haddad", "Algiers", "16000", "DZ"),
            recipient ?? SomeParty("Zoë Łukasz", "Paris", "75009", "FR"),
            [.. Enumerable.Repeat(new Parcel(1_250, 0, 0, 0, null), parcels)],
            ServiceLevel.SameDay,
            "ORDER-1");
        var random = new byte[TrackingNumber.BodyLength];
        new Random(seed).NextBytes(random);
        return Logistics.Shipments.Domain.Shipment.Create(
            draft, Guid.CreateVersion7(Samples.Now), TrackingNumber.FromRandom(random), request: null, Samples.Now);
    }

    private static Party SomeParty(string name, string city, string postalCode, string country) =>
        new(name, null, null, null) { Address = new Address("12 Rue X", null, city, null, postalCode, country) };

    /// <summary>The lines of a PDF, by its own table from glyphs to characters.</summary>
    private static IEnumerable<string> TextOf(byte[] pdf)
    {
        var file = Encoding.Latin1.GetString(pdf);
        var characters = CharacterPair().Matches(file)
            .ToDictionary(pair => pair.Groups[1].Value, pair => (char)Convert.ToInt32(pair.Groups[2].Value, 16));
        return ShownText().Matches(file)
            .Select(shown => string.Concat(shown.Groups[1].Value.Chunk(4).Select(glyph => characters[new string(glyph)])));
    }

    [GeneratedRegex("^<([0-9A-F]{4})> <([0-9A-F]{4})>$", RegexOptions.Multiline)]
    private static partial Regex CharacterPair();

    [GeneratedRegex("<([0-9A-F]+)> Tj")]
    private static partial Regex ShownText();
}
