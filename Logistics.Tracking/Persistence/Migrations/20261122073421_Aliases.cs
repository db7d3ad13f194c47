using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Logistics.Tracking.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(TrackingDbContext))]
    [Migration("20261122073421_Aliases")]
    public class Aliases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "shipment_aliases",
                columns: table => new
                {
                    tracking_number = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    aliases = table.Column<string[]>(type: "text[]", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipment_aliases", x => x.tracking_number);
                });

            migrationBuilder.CreateIndex(
                name: "ix_shipment_aliases_aliases",
                table: "shipment_aliases",
                column: "aliases")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "shipment_aliases");
        }
    }
}
