using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Logistics.Tracking.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(TrackingDbContext))]
    [Migration("20261122062520_KindsAndPositions")]
    public class KindsAndPositions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "standing",
                table: "shipment_snapshots",
                newName: "sequence");

            // A terminal status used to stand above all others, and the first of them highest.
            migrationBuilder.Sql("UPDATE shipment_snapshots SET sequence = 2147483647 - sequence WHERE sequence > 1000000000");

            migrationBuilder.AddColumn<int>(
                name: "corrects_sequence",
                table: "timeline_entries",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "courier_id",
                table: "timeline_entries",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "timeline_entries",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "STEP");

            migrationBuilder.AddColumn<Guid>(
                name: "owner_id",
                table: "timeline_entries",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<long>(
                name: "position",
                table: "timeline_entries",
                type: "bigint",
                nullable: false,
                defaultValue: 0L)
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn);

            migrationBuilder.AddColumn<string>(
                name: "time_zone",
                table: "timeline_entries",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "owner_id",
                table: "shipment_snapshots",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                table: "shipment_snapshots",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.Sql("""
                UPDATE shipment_snapshots AS snapshot SET recorded_at = entry.recorded_at FROM timeline_entries AS entry
                WHERE entry.tracking_number = snapshot.tracking_number AND entry.sequence = snapshot.sequence
                """);

            migrationBuilder.CreateIndex(
                name: "ix_timeline_entries_owner_id_position",
                table: "timeline_entries",
                columns: new[] { "owner_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ux_timeline_entries_position",
                table: "timeline_entries",
                column: "position",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_timeline_entries_owner_id_position",
                table: "timeline_entries");

            migrationBuilder.DropIndex(
                name: "ux_timeline_entries_position",
                table: "timeline_entries");

            migrationBuilder.DropColumn(
                name: "corrects_sequence",
                table: "timeline_entries");

            migrationBuilder.DropColumn(
                name: "courier_id",
                table: "timeline_entries");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "timeline_entries");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "timeline_entries");

            migrationBuilder.DropColumn(
                name: "position",
                table: "timeline_entries");

            migrationBuilder.DropColumn(
                name: "time_zone",
                table: "timeline_entries");

            migrationBuilder.DropColumn(
                name: "owner_id",
                table: "shipment_snapshots");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "shipment_snapshots");

            migrationBuilder.RenameColumn(
                name: "sequence",
                table: "shipment_snapshots",
                newName: "standing");
        }
    }
}
