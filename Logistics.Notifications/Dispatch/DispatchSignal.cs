namespace Logistics.Notifications.Dispatch;

/// <summary>Wakes the workers of this process: something was queued.</summary>
internal sealed class DispatchSignal
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once the database can be used.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Completes with the next <see cref="Wake"/>. Take it before looking for work, wait for it after finding none.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Open() => _opened.TrySetResult();

    public void Wake() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
