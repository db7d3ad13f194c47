using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

/// <summary>redis-server, or its fork valkey-server, with its settings in a file: a command line is for all to read.</summary>
internal sealed class RedisServer(RedisResource redis) : NativeServer
{
    public override void Check() => _ = Program;

    private static string Program => Programs.Find("redis-server") ?? Programs.Find("valkey-server") ?? Programs.Require(
        "redis-server", "Redis", "Install it: apt-get install redis-server, dnf install valkey, or brew install redis");

    public override async Task<ProcessSpec> PrepareAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var password = await redis.PasswordParameter!.GetValueAsync(cancellationToken); // AddRedis sets one
        var settings = Path.Combine(dataFolder, "redis.conf");
        await using (var file = new StreamWriter(settings, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            await file.WriteAsync($"""
                bind 127.0.0.1 -::1
                port {redis.PrimaryEndpoint.Port.ToString(CultureInfo.InvariantCulture)}
                dir {Quoted(dataFolder)}
                requirepass {Quoted(password!)}
                save {(KeepsData ? "60 1" : "\"\"")}
                stop-writes-on-bgsave-error no
                daemonize no

                """);
        }

        return new ProcessSpec(Program, [settings], BareEnvironment(dataFolder)) { WorkingDirectory = dataFolder };
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
