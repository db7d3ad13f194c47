using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

/// <summary>
/// rabbitmq-server, told by environment and files to keep away from the machine's own RabbitMQ: data, settings, plugins, cookie,
/// ports and the Erlang port mapper (epmd) are ours. The mapper is our own child, not the daemon that would stay.
/// </summary>
internal sealed class RabbitMQServer(RabbitMQServerResource rabbit) : NativeServer
{
    private readonly int _mapperPort = Ports.TakeAny();
    private readonly int _distributionPort = Ports.TakeAny();

    public override void Check()
    {
        _ = Program;
        _ = PortMapper;
    }

    // Debian's /usr/sbin/rabbitmq-server is a wrapper that insists on its own user; the server's own script lies behind it.
    private static string Program => Programs.Require(
        "rabbitmq-server",
        "RabbitMQ",
        "Install it: apt-get install rabbitmq-server, dnf install rabbitmq-server, or brew install rabbitmq",
        ["/usr/lib/rabbitmq/bin", "/opt/homebrew/opt/rabbitmq/sbin", "/usr/local/opt/rabbitmq/sbin"]);

    private static string PortMapper =>
        Programs.Require("epmd", "Erlang", "Install it: apt-get install rabbitmq-server", ["/usr/lib/erlang/bin", "/usr/lib64/erlang/bin"]);

    public override async Task<ProcessSpec> PrepareAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var settings = Path.Combine(dataFolder, "rabbitmq.conf");
        var advanced = Path.Combine(dataFolder, "advanced.config");
        var plugins = Path.Combine(dataFolder, "enabled_plugins");
        var none = Path.Combine(dataFolder, "rabbitmq-env.conf");
        await File.WriteAllTextAsync(none, "", cancellationToken);
        await File.WriteAllTextAsync(settings, "", cancellationToken);
        await File.WriteAllTextAsync(plugins, rabbit.ManagementEndpoint.Exists ? "[rabbitmq_management]." : "[].", cancellationToken);
        await File.WriteAllTextAsync(advanced, await SettingsAsync(cancellationToken), cancellationToken);
        File.SetUnixFileMode(advanced, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var environment = BareEnvironment(dataFolder);
        environment["ERL_EPMD_PORT"] = Number(_mapperPort);
        environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        environment["RABBITMQ_NODENAME"] = $"{rabbit.Name}@localhost";
        environment["RABBITMQ_NODE_PORT"] = Number(rabbit.PrimaryEndpoint.Port);
        environment["RABBITMQ_DIST_PORT"] = Number(_distributionPort);
        environment["RABBITMQ_CONF_ENV_FILE"] = none;
        environment["RABBITMQ_CONFIG_FILE"] = settings;
        environment["RABBITMQ_ADVANCED_CONFIG_FILE"] = advanced;
        environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = plugins;
        environment["RABBITMQ_MNESIA_BASE"] = Path.Combine(dataFolder, "mnesia");
        environment["RABBITMQ_LOG_BASE"] = Path.Combine(dataFolder, "log");
        environment["RABBITMQ_PID_FILE"] = Path.Combine(dataFolder, "rabbitmq.pid");
        environment["RABBITMQ_GENERATED_CONFIG_DIR"] = Path.Combine(dataFolder, "config");
        environment["RABBITMQ_LOGS"] = "-";
        environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false +sbwt none";
        environment["RUNNING_UNDER_SYSTEMD"] = "true"; // the script then becomes the server instead of waiting beside it
        return new ProcessSpec(Program, [], environment)
        {
            Companion = new ProcessSpec(PortMapper, ["-address", "127.0.0.1", "-port", Number(_mapperPort)], BareEnvironment(dataFolder)),
            WorkingDirectory = dataFolder,
            StopGrace = TimeSpan.FromSeconds(20),
        };
    }

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static string Binary(string? text) =>
        $"<<\"{text?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"/utf8>>";

    private async Task<string> SettingsAsync(CancellationToken cancellationToken)
    {
        var user = Binary(await rabbit.UserNameReference.GetValueAsync(cancellationToken));
        var password = Binary(await rabbit.PasswordParameter.GetValueAsync(cancellationToken));
        var management = rabbit.ManagementEndpoint.Exists ? Number(rabbit.ManagementEndpoint.Port) : "0";
        return $$"""
            [
              {rabbit, [
                {tcp_listeners, [{"127.0.0.1", {{Number(rabbit.PrimaryEndpoint.Port)}}}]},
                {default_user, {{user}}},
                {default_pass, {{password}}},
                {disk_free_limit, 200000000}
              ]},
              {rabbitmq_management, [{tcp_config, [{ip, "127.0.0.1"}, {port, {{management}}}]}]}
            ].

            """;
    }
}
