using Logistics.Messaging;
using Logistics.Shipments.Domain;
using Npgsql;

namespace Logistics.Shipments.Features.ErasePeople;

/// <summary>
/// Makes the shipments of those who are gone nobody's. A parcel under way needs its names and addresses to arrive; so this is done again
/// and again. What law and accounting need stays: number, dates, cities, weights, values, the steps. What says who they were, and what they
/// sent, goes.
/// </summary>
internal sealed class Erasing(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Nobody = Party.Erased;

    /// <summary>For so long at least: an access token may have outlived its account by minutes, and made one more shipment.</summary>
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(1);

    /// <summary>The statement that takes those who are gone off what has ended.</summary>
    public static FormattableString EraseEnded { get; } =
        $"""
        WITH ended AS (
            UPDATE shipments s
            SET sender_name = {Nobody}, sender_company = NULL, sender_email = NULL, sender_phone = NULL,
                sender_line1 = {Nobody}, sender_line2 = NULL, sender_postal_code = NULL,
                recipient_name = {Nobody}, recipient_company = NULL, recipient_email = NULL, recipient_phone = NULL,
                recipient_line1 = {Nobody}, recipient_line2 = NULL, recipient_postal_code = NULL, reference = NULL,
                parcels = COALESCE(
                    (SELECT jsonb_agg(parcel || jsonb_build_object('Contents', NULL) ORDER BY at)
                        FROM jsonb_array_elements(s.parcels) WITH ORDINALITY AS p(parcel, at)), '[]'),
                terms = s.terms - 'PickupPoint' || jsonb_build_object('Customs', COALESCE(
                    (SELECT jsonb_agg(item || jsonb_build_object('Description', {Nobody}::text) ORDER BY at)
                        FROM jsonb_array_elements(s.terms -> 'Customs') WITH ORDINALITY AS c(item, at)), '[]'))
            FROM erasures e
            WHERE s.owner_id = e.owner_id AND s.sender_name <> {Nobody} AND s.status IN ('DELIVERED', 'RETURNED', 'CANCELLED', 'DISPOSED')
            RETURNING s.id
        ), doomed AS (
            UPDATE proofs p SET doomed_at = now() FROM ended WHERE p.shipment_id = ended.id
        )
        UPDATE status_changes c SET note = NULL FROM ended WHERE c.shipment_id = ended.id AND c.note IS NOT NULL
        """;

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(EraseEnded, cancellationToken);
        await database.ExecuteAsync(
            $"""
            DELETE FROM erasures e WHERE at < {clock.GetUtcNow() - RememberedFor}
                AND NOT EXISTS (SELECT 1 FROM shipments s WHERE s.owner_id = e.owner_id AND s.sender_name <> {Nobody})
            """,
            cancellationToken);
    }
}
