using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Shipments.Blobs;

/// <summary>A table of its own in the service's database.</summary>
internal sealed class PostgresBlobStore(ShipmentsDbContext db) : IBlobStore
{
    public Task PutAsync(string key, byte[] content, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"INSERT INTO blobs (key, content) VALUES ({key}, {content}) ON CONFLICT (key) DO UPDATE SET content = excluded.content",
        cancellationToken);

    public Task<byte[]?> FindAsync(string key, CancellationToken cancellationToken) =>
        db.Blobs.AsNoTracking().Where(blob => blob.Key == key).Select(blob => blob.Content).SingleOrDefaultAsync(cancellationToken);

    public Task DeleteAsync(string prefix, CancellationToken cancellationToken) =>
        db.Blobs.Where(blob => blob.Key.StartsWith(prefix)).ExecuteDeleteAsync(cancellationToken);
}

/// <summary>A row of that table.</summary>
internal sealed class Blob
{
    public required string Key { get; init; }

    public required byte[] Content { get; init; }
}
