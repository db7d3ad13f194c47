using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Logistics.Shipments.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(ShipmentsDbContext))]
    [Migration("20261122062556_FullAggregate")]
    public class FullAggregate : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "corrects",
                table: "status_changes",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "event_id",
                table: "status_changes",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "status_changes",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "STATUS");

            migrationBuilder.AddColumn<string>(
                name: "source",
                table: "status_changes",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "API");

            migrationBuilder.AddColumn<string>(
                name: "return_of",
                table: "shipments",
                type: "character varying(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "status_at",
                table: "shipments",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "terms",
                table: "shipments",
                type: "jsonb",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.Sql("UPDATE shipments SET status_at = updated_at");

            migrationBuilder.CreateIndex(
                name: "ux_shipments_return_of",
                table: "shipments",
                column: "return_of",
                unique: true,
                filter: "return_of IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_shipments_return_of",
                table: "shipments");

            migrationBuilder.DropColumn(
                name: "corrects",
                table: "status_changes");

            migrationBuilder.DropColumn(
                name: "event_id",
                table: "status_changes");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "status_changes");

            migrationBuilder.DropColumn(
                name: "source",
                table: "status_changes");

            migrationBuilder.DropColumn(
                name: "return_of",
                table: "shipments");

            migrationBuilder.DropColumn(
                name: "status_at",
                table: "shipments");

            migrationBuilder.DropColumn(
                name: "terms",
                table: "shipments");
        }
    }
}
