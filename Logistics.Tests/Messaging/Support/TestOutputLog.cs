using Microsoft.Extensions.Logging;
using Xunit;

namespace Logistics.Tests.Messaging.Support;

/// <summary>Writes what a service under test logs to the output of the test that runs.</summary>
internal sealed class TestOutputLog : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            var time = TimeProvider.System.GetUtcNow();
            TestContext.Current.TestOutputHelper?.WriteLine($"{time:HH:mm:ss.fff} {formatter(state, exception)} {exception?.Message}");
        }
    }

    public void Dispose()
    {
    }
}
