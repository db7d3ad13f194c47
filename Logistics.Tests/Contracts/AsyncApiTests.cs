using Logistics.Contracts.Events;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Contracts;

/// <summary>docs/events/asyncapi.yaml says what the code does.</summary>
public sealed class AsyncApiTests
{
    private static readonly string Document = RepositoryFiles.Read("docs/events/asyncapi.yaml");

    [Fact]
    public void The_document_has_the_events_of_the_catalogue_and_no_others() =>
        Assert.Equal(EventCatalogue.Names, AsyncApiDocument.Parse(Document).EventNames);

    [Fact]
    public void Every_event_is_documented_member_by_member()
    {
        var document = AsyncApiDocument.Parse(Document);

        Assert.All(EventCatalogue.Names, name => Assert.Equal(RecordShape.Of(EventCatalogue.FindType(name)!), document.ShapeOf(name)));
    }

    [Theory]
    [InlineData("        sequence: {", "        sequenceNumber: {")]
    [InlineData("weightGrams: { type: integer", "weightGrams: { type: number")]
    [InlineData("required: [weightGrams]", "required: []")]
    [InlineData("required: [name, city, country]", "required: [name, city]")]
    [InlineData("        - PICKED_UP\n", "")]
    [InlineData("format: date-time, description: When the platform", "description: When the platform")]
    public void A_document_that_fell_behind_is_noticed(string right, string wrong)
    {
        var document = AsyncApiDocument.Parse(Document.Replace(right, wrong, StringComparison.Ordinal));

        Assert.NotEqual(RecordShape.Of(typeof(ShipmentCreated)), document.ShapeOf("shipment.created"));
    }

    [Fact]
    public void An_event_that_nobody_documented_is_noticed()
    {
        var document = AsyncApiDocument.Parse(Document.Replace("shipment.lost", "shipment.found", StringComparison.Ordinal));

        Assert.NotEqual(EventCatalogue.Names, document.EventNames);
    }
}
