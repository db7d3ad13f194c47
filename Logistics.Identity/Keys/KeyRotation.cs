using Logistics.Messaging;
using Npgsql;

namespace Logistics.Identity.Keys;

/// <summary>One look at the keys: makes the next one when it is time, lets go what is over, and has the ring take what there is.</summary>
internal sealed partial class KeyRotation(
    KeyRing ring, KeySchedule schedule, NpgsqlDataSource database, TimeProvider clock, ILogger<KeyRotation> logger)
{
    /// <summary>Any number, the same for all replicas: what their advisory locks are about.</summary>
    private const long LockId = 0x4C_6F_67_4B_65_79_73;

    /// <summary>Replicas do it one after the other, so that the second finds what the first has made.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync($"SELECT pg_advisory_xact_lock({LockId})", cancellationToken);
        var keys = await connection.QueryAsync(
            $"SELECT generation, key_id, protected_key, created_at, signs_from FROM signing_keys ORDER BY generation",
            Read,
            cancellationToken);
        await MakeNextAsync(keys, connection, cancellationToken);
        await DropOldAsync(keys, connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        ring.Take(keys);
    }

    private static SigningKey Read(NpgsqlDataReader row) => new()
    {
        Generation = row.GetInt32(0),
        KeyId = row.GetString(1),
        ProtectedKey = row.GetFieldValue<byte[]>(2),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(3),
        SignsFrom = row.GetFieldValue<DateTimeOffset>(4),
    };

    private async Task MakeNextAsync(List<SigningKey> keys, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var newest = keys.LastOrDefault();
        if (schedule.NextFrom(newest?.SignsFrom, now) is { } signsFrom)
        {
            var next = ring.Create((newest?.Generation ?? 0) + 1, now, signsFrom);
            await connection.ExecuteAsync(
                $"""
                INSERT INTO signing_keys (generation, key_id, protected_key, created_at, signs_from)
                VALUES ({next.Generation}, {next.KeyId}, {next.ProtectedKey}, {next.CreatedAt}, {next.SignsFrom})
                """,
                cancellationToken);
            keys.Add(next);
            Made(next.KeyId, signsFrom);
        }
    }

    private async Task DropOldAsync(List<SigningKey> keys, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        while (keys.Count > 1 && schedule.IsOver(successor: keys[1].SignsFrom, clock.GetUtcNow()))
        {
            await connection.ExecuteAsync($"DELETE FROM signing_keys WHERE generation = {keys[0].Generation}", cancellationToken);
            Dropped(keys[0].KeyId);
            keys.RemoveAt(0);
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "Signing key {KeyId} made; it signs from {SignsFrom}")]
    private partial void Made(string keyId, DateTimeOffset signsFrom);

    [LoggerMessage(2102, LogLevel.Information, "Signing key {KeyId} is over: the last token that it signed has expired")]
    private partial void Dropped(string keyId);
}
