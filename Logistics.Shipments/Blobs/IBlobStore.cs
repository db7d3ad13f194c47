namespace Logistics.Shipments.Blobs;

/// <summary>
/// Keeps pictures, which are too large for rows that are read for other reasons. PostgreSQL by default; an object store needs these three
/// methods and one line in <see cref="ShipmentsModule"/>. It takes part in no transaction: what is put is there before anything points to
/// it, and goes before what points to it does.
/// </summary>
internal interface IBlobStore
{
    /// <summary>Keeps it; a second time, instead of the first.</summary>
    Task PutAsync(string key, byte[] content, CancellationToken cancellationToken);

    /// <summary>What was kept, or <see langword="null"/>.</summary>
    Task<byte[]?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Forgets all whose keys begin so; if there are none, that is fine.</summary>
    Task DeleteAsync(string prefix, CancellationToken cancellationToken);
}
