using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Logistics.Tracking.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(TrackingDbContext))]
    [Migration("20261122075901_Estimates")]
    public class Estimates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "announced_delivery_at",
                table: "shipment_snapshots",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "estimated_at",
                table: "shipment_snapshots",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "estimated_from",
                table: "shipment_snapshots",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "estimated_until",
                table: "shipment_snapshots",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "measured_at",
                table: "shipment_snapshots",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "promised_at",
                table: "shipment_snapshots",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.Sql("UPDATE shipment_snapshots SET promised_at = estimated_delivery_at, estimated_delivery_at = NULL");

            migrationBuilder.CreateTable(
                name: "estimates_due",
                columns: table => new
                {
                    tracking_number = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_estimates_due", x => x.tracking_number);
                })
                .Annotation("Npgsql:StorageParameter:autovacuum_vacuum_scale_factor", 0.0)
                .Annotation("Npgsql:StorageParameter:autovacuum_vacuum_threshold", 5000);

            migrationBuilder.CreateTable(
                name: "leg_times",
                columns: table => new
                {
                    from_country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    from_city = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    from_status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    to_country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    to_city = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    service_level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    bucket = table.Column<short>(type: "smallint", nullable: false),
                    parcels = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leg_times", x => new { x.from_country, x.from_city, x.from_status, x.to_country, x.to_city, x.service_level, x.bucket });
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 80);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "estimates_due");

            migrationBuilder.DropTable(
                name: "leg_times");

            migrationBuilder.DropColumn(
                name: "announced_delivery_at",
                table: "shipment_snapshots");

            migrationBuilder.DropColumn(
                name: "estimated_at",
                table: "shipment_snapshots");

            migrationBuilder.DropColumn(
                name: "estimated_from",
                table: "shipment_snapshots");

            migrationBuilder.DropColumn(
                name: "estimated_until",
                table: "shipment_snapshots");

            migrationBuilder.DropColumn(
                name: "measured_at",
                table: "shipment_snapshots");

            migrationBuilder.DropColumn(
                name: "promised_at",
                table: "shipment_snapshots");
        }
    }
}
