using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Logistics.Shipments.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(ShipmentsDbContext))]
    [Migration("20261122093256_CancelledReturns")]
    public class CancelledReturns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_shipments_return_of",
                table: "shipments");

            migrationBuilder.CreateIndex(
                name: "ux_shipments_return_of",
                table: "shipments",
                column: "return_of",
                unique: true,
                filter: "return_of IS NOT NULL AND status <> 'CANCELLED'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_shipments_return_of",
                table: "shipments");

            migrationBuilder.CreateIndex(
                name: "ux_shipments_return_of",
                table: "shipments",
                column: "return_of",
                unique: true,
                filter: "return_of IS NOT NULL");
        }
    }
}
