using System.Diagnostics;
using Xunit;

namespace Logistics.Tests.Grpc;

/// <summary>A script beside the tests, run by the system's Python with Debian's grpcio.</summary>
internal sealed class Python : IAsyncDisposable
{
    private const string Interpreter = "/usr/bin/python3";

    private static readonly Lazy<Task<bool>> HasGrpc = new(FindGrpcAsync);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private Python(string script, params IEnumerable<string> arguments)
    {
        _process = Process.Start(
            new ProcessStartInfo(Interpreter, [Path.Combine(AppContext.BaseDirectory, "Grpc", "Foreign", script), .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public static async Task SkipUnlessGrpcAsync() =>
        Assert.SkipUnless(
            await HasGrpc.Value,
            $"{Interpreter} cannot import grpc: install python3-grpcio to test against a foreign implementation.");

    /// <summary>Runs a script to its end, which must be a good one.</summary>
    public static async Task RunAsync(string script, params IEnumerable<string> arguments)
    {
        await using var python = new Python(script, arguments);
        await python._process.WaitForExitAsync(TestContext.Current.CancellationToken).SoonAsync();
        Assert.True(python._process.ExitCode == 0, await python._errors);
    }

    /// <summary>Starts a script that runs until this is disposed, and returns the first line that it prints.</summary>
    public static async Task<(Python Python, string FirstLine)> StartAsync(string script, params IEnumerable<string> arguments)
    {
        var python = new Python(script, arguments);
        var line = await python._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().SoonAsync();
        return (python, line ?? throw new InvalidOperationException(await python._errors));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<bool> FindGrpcAsync()
    {
        if (!File.Exists(Interpreter))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(Interpreter, ["-c", "import grpc"]) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
