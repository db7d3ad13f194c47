namespace Aspire.StackExchange.Redis;

public sealed class StackExchangeRedisSettings
{
    /// <summary>StackExchange.Redis' own form: <c>localhost:6379,password=…</c>.</summary>
    public string? ConnectionString { get; set; }

    public bool DisableHealthChecks { get; set; }

    /// <summary>No effect here: this client version emits no traces.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>True: connect on first use. False (connect when the host starts) is not supported here.</summary>
    public bool DisableAutoActivation { get; set; } = true;
}
