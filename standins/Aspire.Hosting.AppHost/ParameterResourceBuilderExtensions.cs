using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary>A value that must be configured: starting without it fails and names it.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(builder.Parameter(name, secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, _ => builder.Remember(builder.Configured(name) ?? value, secret), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var parameter = builder.Parameter(name, secret);
        parameter.Default = value;
        return builder.AddResource(parameter);
    }

    /// <summary>A generated password, kept in the data folder beside the data that it opens.</summary>
    internal static ParameterResource CreateDefaultPasswordParameter(IDistributedApplicationBuilder builder, string name, bool special)
    {
        var parameter = builder.Parameter(name, secret: true);
        parameter.Default = new GenerateParameterDefault
        {
            Special = special,
            MinLower = 1,
            MinUpper = 1,
            MinNumeric = 1,
        };
        return parameter;
    }

    private static ParameterResource Parameter(this IDistributedApplicationBuilder builder, string name, bool secret) =>
        new(name, fallback => builder.Remember(Value(builder, name, fallback), secret), secret);

    private static string Value(IDistributedApplicationBuilder builder, string name, ParameterDefault? fallback) =>
        builder.Configured(name)
        ?? (fallback is null ? null : Secrets(builder).GetOrAdd(name, fallback.GetDefaultValue))
        ?? throw new DistributedApplicationException(
            $"Parameter resource could not be used because configuration key 'Parameters:{name}' is missing"
            + " and the Parameter has no default value.");

    private static string Remember(this IDistributedApplicationBuilder builder, string value, bool secret)
    {
        if (secret && value.Length > 0)
        {
            Secrets(builder).Known.Add(value);
        }

        return value;
    }

    private static SecretStore Secrets(IDistributedApplicationBuilder builder) => ((IKeepsSecrets)builder).Secrets;

    private static string? Configured(this IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"];
}
