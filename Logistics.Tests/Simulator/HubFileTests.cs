using Logistics.Simulator.Network;
using Xunit;

namespace Logistics.Tests.Simulator;

public sealed class HubFileTests
{
    private const string Header = "code,city,country,latitude,longitude,timeZone,gateway\n";

    [Fact]
    public void Embedded_hubs_are_about_a_hundred_places_of_their_own()
    {
        var hubs = HubFile.ReadEmbedded();

        Assert.InRange(hubs.Count, 90, 120);
        Assert.Equal(hubs.Count, hubs.DistinctBy(hub => (hub.City, hub.Country)).Count());
        Assert.Equal(hubs.Count, hubs.DistinctBy(hub => (hub.Latitude, hub.Longitude)).Count());
    }

    [Fact]
    public void Algiers_is_there()
    {
        var algiers = HubFile.ReadEmbedded().Single(hub => hub.City == "Algiers");

        Assert.Equal(("DZ", "Africa/Algiers", "Algiers Sorting Center"), (algiers.Country, algiers.TimeZone.Id, algiers.SortingCenter));
        Assert.Equal(TimeSpan.FromHours(1), algiers.LocalTime(DateTimeOffset.UnixEpoch.AddYears(50)).Offset);
    }

    [Fact]
    public void Clocks_agree_roughly_with_longitudes()
    {
        // Catches swapped signs, coordinates and zones: no clock differs from the sun by more than three and a half hours.
        var noon = new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

        Assert.All(HubFile.ReadEmbedded(), hub => Assert.InRange(hub.LocalTime(noon).Offset.TotalHours - (hub.Longitude / 15), -3.5, 3.5));
    }

    [Theory]
    [InlineData("ALG,Algiers,DZ,36.75,3.05,Africa/Algiers", "seven fields")]
    [InlineData("ALG,Algiers,DZ,36.75,3.05,Africa/Algiers,maybe", "seven fields")]
    [InlineData("alg,Algiers,DZ,36.75,3.05,Africa/Algiers,no", "three-letter code")]
    [InlineData("ALG,Algiers,DZA,36.75,3.05,Africa/Algiers,no", "two-letter country")]
    [InlineData("ALG,Algiers,DZ,96.75,3.05,Africa/Algiers,no", "coordinate")]
    [InlineData("ALG,Algiers,DZ,36.75,NaN,Africa/Algiers,no", "coordinate")]
    [InlineData("ALG,Algiers,DZ,36.75,3.05,Africa/Atlantis,no", "no time zone 'Africa/Atlantis'")]
    public void A_faulty_line_is_named(string line, string fault)
    {
        var message = Assert.Throws<FormatException>(() => HubFile.Parse(Header + line)).Message;

        Assert.StartsWith("hubs, line 2:", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_is_taken_once_and_all_faults_are_named()
    {
        const string line = "ALG,Algiers,DZ,36.75,3.05,Africa/Algiers,no\n";

        var message = Assert.Throws<FormatException>(() => HubFile.Parse(Header + line + line + "nonsense")).Message;

        Assert.Contains("line 3: the code ALG is taken", message, StringComparison.Ordinal);
        Assert.Contains("line 4:", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_the_header_is_refused() =>
        Assert.Throws<FormatException>(() => HubFile.Parse("ALG,Algiers,DZ,36.75,3.05,Africa/Algiers,no"));
}
