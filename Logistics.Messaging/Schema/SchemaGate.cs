namespace Logistics.Messaging.Schema;

/// <summary>Opens when the database has the shape that this build needs. Relay and consumers wait for it.</summary>
internal sealed class SchemaGate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => _opened.Task.IsCompletedSuccessfully;

    /// <summary>Why it is not open yet, when something is in the way.</summary>
    public Exception? Obstacle { get; set; }

    public void Open() => _opened.TrySetResult();

    public Task WaitAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);
}
