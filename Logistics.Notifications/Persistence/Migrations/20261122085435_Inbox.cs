using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Logistics.Notifications.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(NotificationsDbContext))]
    [Migration("20261122085435_Inbox")]
    public class Inbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<ulong>(
                name: "changed_in",
                table: "notifications",
                type: "xid8",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "read_at",
                table: "notifications",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_changed_in",
                table: "notifications",
                column: "changed_in",
                filter: "changed_in IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_unread",
                table: "notifications",
                columns: new[] { "user_id", "created_at", "id" },
                filter: "channel = 'IN_APP' AND state = 'DELIVERED' AND read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_user_changed_in",
                table: "notifications",
                columns: new[] { "user_id", "changed_in" },
                filter: "changed_in IS NOT NULL");

            // A message in the app can come and change in many ways; all of them are changes of an inbox.
            migrationBuilder.Sql("""
                CREATE FUNCTION note_inbox_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    NEW.changed_in := pg_current_xact_id();
                    RETURN NEW;
                END $$;
                CREATE TRIGGER tr_notifications_inbox BEFORE INSERT OR UPDATE OF state, read_at ON notifications
                    FOR EACH ROW WHEN (NEW.channel = 'IN_APP') EXECUTE FUNCTION note_inbox_change();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER tr_notifications_inbox ON notifications; DROP FUNCTION note_inbox_change();");

            migrationBuilder.DropIndex(
                name: "ix_notifications_changed_in",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_notifications_unread",
                table: "notifications");

            migrationBuilder.DropIndex(
                name: "ix_notifications_user_changed_in",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "changed_in",
                table: "notifications");

            migrationBuilder.DropColumn(
                name: "read_at",
                table: "notifications");
        }
    }
}
