using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Logistics.Notifications.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(NotificationsDbContext))]
    [Migration("20261122095246_Requests")]
    public class Requests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "recipient_index",
                table: "notifications",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "request_id",
                table: "notifications",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "correspondents",
                columns: table => new
                {
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_correspondents", x => new { x.owner_id, x.address });
                });

            migrationBuilder.CreateTable(
                name: "notification_requests",
                columns: table => new
                {
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    request_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    body_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    template = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    category = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    priority = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    recipients = table.Column<int>(type: "integer", nullable: false),
                    send_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_waiting = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_requests", x => new { x.owner_id, x.request_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_request",
                table: "notifications",
                columns: new[] { "owner_id", "request_id" },
                filter: "request_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_correspondents_address",
                table: "correspondents",
                column: "address");

            migrationBuilder.CreateIndex(
                name: "ix_correspondents_seen_at",
                table: "correspondents",
                column: "seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_notification_requests_owner_created_at",
                table: "notification_requests",
                columns: new[] { "owner_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notification_requests_waiting",
                table: "notification_requests",
                column: "send_at",
                filter: "is_waiting");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "correspondents");

            migrationBuilder.DropTable(
                name: "notification_requests");

            migrationBuilder.DropIndex(
                name: "ix_notifications_request",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "recipient_index",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "request_id",
                table: "notifications");
        }
    }
}
