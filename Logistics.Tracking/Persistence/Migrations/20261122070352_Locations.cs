using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Logistics.Tracking.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(TrackingDbContext))]
    [Migration("20261122070352_Locations")]
    public class Locations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Not in the model: Entity Framework knows no partitions. Each day gets its own from PingPartitions.
            migrationBuilder.Sql("""
                CREATE TABLE location_pings (
                    courier_id uuid NOT NULL,
                    at timestamptz NOT NULL,
                    latitude double precision NOT NULL,
                    longitude double precision NOT NULL,
                    accuracy_meters double precision,
                    speed_meters_per_second double precision,
                    CONSTRAINT pk_location_pings PRIMARY KEY (courier_id, at)
                ) PARTITION BY RANGE (at)
                """);

            migrationBuilder.CreateTable(
                name: "courier_positions",
                columns: table => new
                {
                    courier_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_courier_positions", x => x.courier_id);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 50);

            migrationBuilder.CreateIndex(
                name: "ix_timeline_entries_courier_id",
                table: "timeline_entries",
                column: "courier_id",
                filter: "courier_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE location_pings");

            migrationBuilder.DropTable(
                name: "courier_positions");

            migrationBuilder.DropIndex(
                name: "ix_timeline_entries_courier_id",
                table: "timeline_entries");
        }
    }
}
