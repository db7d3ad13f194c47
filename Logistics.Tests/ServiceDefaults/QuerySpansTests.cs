using Logistics.ServiceDefaults.Telemetry;
using Xunit;

namespace Logistics.Tests.ServiceDefaults;

public sealed class QuerySpansTests
{
    [Theory]
    [InlineData("SELECT s.id, s.status FROM shipments AS s WHERE s.id = $1", "SELECT shipments")]
    [InlineData("SELECT id\nFROM outbox_messages FOR UPDATE SKIP LOCKED", "SELECT outbox_messages")]
    [InlineData("insert into timeline_entries (id) VALUES ($1)", "INSERT timeline_entries")]
    [InlineData("WITH added AS (\n    INSERT INTO notifications SELECT * FROM x) SELECT * FROM added", "INSERT notifications")]
    [InlineData(
        "WITH some AS (SELECT id FROM unnest($1)) INSERT INTO entries SELECT id FROM some ON CONFLICT DO UPDATE SET x = 1",
        "INSERT entries")]
    [InlineData("UPDATE shipments SET version = 2", "UPDATE shipments")]
    [InlineData("DELETE FROM inbox_messages WHERE handled_at < $1", "DELETE inbox_messages")]
    [InlineData("COMMIT", "COMMIT")]
    [InlineData("SELECT 1", "SELECT")]
    public void A_query_is_named_by_what_it_does(string query, string name) => Assert.Equal(name, QuerySpans.NameOf(query));
}
