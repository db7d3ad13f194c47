using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Logistics.Shipments.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(ShipmentsDbContext))]
    [Migration("20261122131500_CountManyMoves")]
    public class CountManyMoves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Its plan is made when a session first moves one shipment, and kept: five hundred by a nested loop are 250,000 comparisons.
            migrationBuilder.Sql("ALTER FUNCTION note_moved() SET enable_nestloop = off;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER FUNCTION note_moved() RESET enable_nestloop;");
        }
    }
}
