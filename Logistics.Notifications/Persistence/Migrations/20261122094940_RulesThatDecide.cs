using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Logistics.Notifications.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(NotificationsDbContext))]
    [Migration("20261122094940_RulesThatDecide")]
    public class RulesThatDecide : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "rule",
                table: "notifications",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rule_data",
                table: "notifications",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "sequence",
                table: "notifications",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "told_by",
                table: "notifications",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "digests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_digests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "throttles",
                columns: table => new
                {
                    recipient = table.Column<Guid>(type: "uuid", nullable: false),
                    category = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    channel = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    window_start = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_throttles", x => new { x.recipient, x.category, x.channel });
                })
                .Annotation("Npgsql:UnloggedTable", true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_told_by",
                table: "notifications",
                column: "told_by",
                filter: "told_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_digests_due_at",
                table: "digests",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ux_digests_recipient_channel_key",
                table: "digests",
                columns: new[] { "recipient", "channel", "key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "digests");

            migrationBuilder.DropTable(
                name: "throttles");

            migrationBuilder.DropIndex(
                name: "ix_notifications_told_by",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "rule",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "rule_data",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "sequence",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "told_by",
                table: "notifications");
        }
    }
}
