using Logistics.Tests.Infrastructure;
using Xunit;

[assembly: AssemblyFixture(typeof(SystemFixture))]

namespace Logistics.Tests.Infrastructure;

/// <summary>
/// The whole system, started by the first test that asks for it, shared by all and stopped at the end of the run. Take it as a
/// constructor parameter and <c>await fixture.StartedAsync(TestContext.Current.CancellationToken)</c>. Tests share the system, so each
/// works on accounts and shipments of its own; tests that stop or kill parts of it go into the collection <see cref="Disruptive"/>.
/// </summary>
public sealed class SystemFixture : IAsyncDisposable
{
    /// <summary>The collection of tests that break the system: they run after all others, one by one.</summary>
    public const string Disruptive = "Tests that break the system";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim _starting = new(1);
    private RunningSystem? _system;
    private Exception? _failure;

    /// <summary>The system with every service healthy. A start that failed fails every test that asks, at once.</summary>
    public async Task<RunningSystem> StartedAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_failure is not null)
            {
                throw new InvalidOperationException("The system did not start, see the first test that asked for it.", _failure);
            }

            return _system ??= await RunningSystem.StartAsync(StartTimeout, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _failure ??= exception;
            throw;
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_system is not null)
        {
            await _system.DisposeAsync();
        }

        _starting.Dispose();
    }
}
