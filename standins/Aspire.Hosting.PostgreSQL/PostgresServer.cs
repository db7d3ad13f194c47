using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;
using Npgsql;

namespace Aspire.Hosting;

/// <summary>The newest PostgreSQL on the machine. It refuses to run as root, so root hands it to an unprivileged user.</summary>
internal sealed class PostgresServer(PostgresServerResource postgres) : NativeServer
{
    private static IEnumerable<string> Folders =>
    [
        .. Programs.Versions("/usr/lib/postgresql"),
        .. Programs.Versions("/usr", "pgsql-"),
        .. Programs.Versions("/opt/homebrew/opt", "postgresql"),
        .. Programs.Versions("/usr/local/opt", "postgresql"),
    ];

    public override void Check()
    {
        _ = Require("postgres");
        _ = Require("initdb");
        if (Environment.IsPrivilegedProcess)
        {
            _ = UnprivilegedUser();
            _ = Programs.Require(
                "setpriv", "setpriv (to run PostgreSQL as another user than root)", "Install it: apt-get install util-linux");
        }
    }

    public override async Task<ProcessSpec> PrepareAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var cluster = Path.Combine(dataFolder, "cluster");
        if (!File.Exists(Path.Combine(cluster, "postgresql.auto.conf"))) // the last file that initdb writes
        {
            await InitialiseAsync(dataFolder, cluster, cancellationToken);
        }

        string[] command =
        [
            .. AsUnprivilegedUser(), Require("postgres"), "-D", cluster,
            "-c", $"port={postgres.PrimaryEndpoint.Port.ToString(CultureInfo.InvariantCulture)}",
            "-c", "listen_addresses=localhost",
            "-c", "unix_socket_directories=",
            "-c", "max_connections=200",
            "-c", "logging_collector=off",
            "-c", $"fsync={(KeepsData ? "on" : "off")}",
        ];
        return new ProcessSpec(command[0], command[1..], BareEnvironment(dataFolder))
        {
            WorkingDirectory = dataFolder,
            StopSignal = Unix.Int, // "fast": do not wait for clients to leave
        };
    }

    /// <summary>What the real package does once the server is ready.</summary>
    public static async Task CreateDatabasesAsync(PostgresServerResource postgres, CancellationToken cancellationToken)
    {
        var target = await postgres.ConnectionStringExpression.GetValueAsync(cancellationToken);
        await using var connection = new NpgsqlConnection($"{target};Database=postgres;Pooling=false");
        await connection.OpenAsync(cancellationToken);
        foreach (var database in postgres.Databases.Values)
        {
            await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
            {
                Parameters = { new() { Value = database } },
            };
            if (await exists.ExecuteScalarAsync(cancellationToken) is null)
            {
                await using var create = connection.CreateCommand();
#pragma warning disable CA2100 // The name is the AppHost's own, quoted; a database's name cannot be a parameter.
                create.CommandText = $"CREATE DATABASE \"{database.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
#pragma warning restore CA2100
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    private static string Require(string program) =>
        Programs.Require(
            program,
            "PostgreSQL",
            "Install it: apt-get install postgresql, dnf install postgresql-server, or brew install postgresql",
            Folders);

    private static string[] AsUnprivilegedUser() => Environment.IsPrivilegedProcess
        ?
        [
            Programs.Find("setpriv")!, // Check found it
            $"--reuid={UnprivilegedUser()}", "--regid", GroupOf(UnprivilegedUser()), "--clear-groups", "--",
        ]
        : [];

    private static string UnprivilegedUser() =>
        ((string[])["postgres", "nobody"]).FirstOrDefault(user => Entry(user) is not null)
        ?? throw new DistributedApplicationException(
            "PostgreSQL refuses to run as root, and there is no user 'postgres' or 'nobody' to run it as.");

    private static string GroupOf(string user) => Entry(user)![3];

    private static string[]? Entry(string user) =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(entry => entry[0] == user);

    private async Task InitialiseAsync(string dataFolder, string cluster, CancellationToken cancellationToken)
    {
        if (Directory.Exists(cluster))
        {
            Directory.Delete(cluster, recursive: true); // an initdb that was cut short
        }

        var password = Path.Combine(dataFolder, "password");
        await File.WriteAllTextAsync(password, await postgres.PasswordParameter.GetValueAsync(cancellationToken), cancellationToken);
        File.SetUnixFileMode(password, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["-R", UnprivilegedUser(), dataFolder], dataFolder, cancellationToken);
        }

        string[] command =
        [
            .. AsUnprivilegedUser(), Require("initdb"), "-D", cluster,
            "-U", await postgres.UserNameReference.GetValueAsync(cancellationToken) ?? "postgres",
            $"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        ];
        await RunAsync(command[0], command[1..], dataFolder, cancellationToken);
        File.Delete(password);
    }

    private static async Task RunAsync(string program, string[] arguments, string folder, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(info)!; // not null: UseShellExecute is off
        await using var ending = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = await process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new DistributedApplicationException($"{Path.GetFileName(program)} failed: {errors.Trim()} {(await output).Trim()}");
        }
    }
}
