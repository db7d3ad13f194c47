using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Logistics.Shipments.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(ShipmentsDbContext))]
    [Migration("20261122081313_SearchAndStatistics")]
    public class SearchAndStatistics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "shipment_aliases",
                columns: table => new
                {
                    alias = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false),
                    shipment_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipment_aliases", x => new { x.shipment_id, x.alias });
                    table.ForeignKey(
                        name: "fk_shipment_aliases_shipments",
                        column: x => x.shipment_id,
                        principalTable: "shipments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "status_days",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    entered = table.Column<long>(type: "bigint", nullable: false),
                    departed = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_status_days", x => new { x.day, x.status });
                });

            migrationBuilder.CreateTable(
                name: "status_moves",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    departed = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    entered = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                });

            migrationBuilder.CreateIndex(
                name: "ix_status_changes_status_shipment_id",
                table: "status_changes",
                columns: new[] { "status", "shipment_id" },
                filter: "status NOT IN ('CREATED', 'PICKED_UP', 'IN_TRANSIT', 'ARRIVED_AT_WAREHOUSE', 'OUT_FOR_DELIVERY', 'DELIVERED')");

            // Signs that PostgreSQL would take for part of a number, path, address or tag are blanks.
            migrationBuilder.Sql("""
                CREATE FUNCTION shipment_words(
                    number text, reference text, sender text, sender_company text, sender_city text, recipient text, recipient_company text, recipient_city text)
                RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                    SELECT to_tsvector('simple', translate(
                        number || ' ' || coalesce(reference, '') || ' ' || sender || ' ' || coalesce(sender_company, '') || ' ' || sender_city
                            || ' ' || recipient || ' ' || coalesce(recipient_company, '') || ' ' || recipient_city,
                        '-_/.@#:,<>&+', '            '))
                $$;
                CREATE INDEX ix_shipments_words ON shipments USING gin (shipment_words(
                    tracking_number, reference, sender_name, sender_company, sender_city, recipient_name, recipient_company, recipient_city));
                """);

            // Whatever changes a status, in whichever way, is counted: in the same transaction, by rows of its own.
            migrationBuilder.Sql("""
                CREATE FUNCTION note_created() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO status_moves (day, entered, count)
                    SELECT (created_at AT TIME ZONE 'UTC')::date, status, count(*) FROM created GROUP BY 1, 2;
                    RETURN NULL;
                END $$;
                CREATE FUNCTION note_moved() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO status_moves (day, departed, entered, count)
                    SELECT (after.updated_at AT TIME ZONE 'UTC')::date, before.status, after.status, count(*)
                    FROM after JOIN before USING (id) WHERE before.status <> after.status GROUP BY 1, 2, 3;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER tr_shipments_created AFTER INSERT ON shipments
                    REFERENCING NEW TABLE AS created FOR EACH STATEMENT EXECUTE FUNCTION note_created();
                CREATE TRIGGER tr_shipments_moved AFTER UPDATE ON shipments
                    REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_moved();

                INSERT INTO status_moves (day, entered, count)
                SELECT (created_at AT TIME ZONE 'UTC')::date, 'CREATED', count(*) FROM shipments GROUP BY 1;
                INSERT INTO status_moves (day, departed, entered, count)
                SELECT (recorded_at AT TIME ZONE 'UTC')::date, previous_status, status, count(*) FROM status_changes
                WHERE kind IN ('STATUS', 'CORRECTION') AND previous_status <> status GROUP BY 1, 2, 3;
                """);

            migrationBuilder.CreateIndex(
                name: "ux_shipment_aliases_alias",
                table: "shipment_aliases",
                column: "alias",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER tr_shipments_moved ON shipments;
                DROP TRIGGER tr_shipments_created ON shipments;
                DROP FUNCTION note_moved;
                DROP FUNCTION note_created;
                DROP INDEX ix_shipments_words;
                DROP FUNCTION shipment_words;
                """);

            migrationBuilder.DropTable(
                name: "shipment_aliases");

            migrationBuilder.DropTable(
                name: "status_days");

            migrationBuilder.DropTable(
                name: "status_moves");

            migrationBuilder.DropIndex(
                name: "ix_status_changes_status_shipment_id",
                table: "status_changes");
        }
    }
}
