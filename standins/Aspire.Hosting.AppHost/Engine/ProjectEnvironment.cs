using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>A service's environment: what the AppHost was given, less what is the AppHost's own, and what the model sets.</summary>
internal static partial class ProjectEnvironment
{
    private static readonly string[] AppHostOnly =
        ["ASPIRE_", "ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "Parameters__", "DOTNET_CLI_", "MSBUILD"];

    public static async Task<IReadOnlyDictionary<string, string>> BuildAsync(
        Instance instance, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(execution, instance.Resource, cancellationToken: cancellationToken);
        foreach (var callback in instance.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        var environment = new Dictionary<string, string>();
        foreach (DictionaryEntry inherited in Environment.GetEnvironmentVariables())
        {
            var name = (string)inherited.Key;
            if (!AppHostOnly.Any(own => name.StartsWith(own, StringComparison.OrdinalIgnoreCase)))
            {
                environment[name] = (string?)inherited.Value ?? "";
            }
        }

        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await TextAsync(value, cancellationToken) is { } text)
            {
                environment[name] = Fill(text, instance);
            }
        }

        return environment;
    }

    /// <summary>Stands for the port that an instance itself listens on; replicas share a variable but not a port.</summary>
    public static string PortTemplate(IResource resource, EndpointAnnotation endpoint) =>
        $"{{{{- portForServing \"{resource.Name}/{endpoint.Name}\" -}}}}";

    private static ValueTask<string?> TextAsync(object value, CancellationToken cancellationToken) => value switch
    {
        string text => new(text),
        IValueProvider provider => provider.GetValueAsync(cancellationToken),
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => provider.GetValueAsync(cancellationToken),
        _ => new(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    private static string Fill(string text, Instance instance)
    {
        var filled = PortTemplates().Replace(text, match => instance.Resource.Annotations.OfType<EndpointAnnotation>()
            .Where(endpoint => $"{instance.Resource.Name}/{endpoint.Name}" == match.Groups[1].Value)
            .Select(endpoint => instance.PortOf(endpoint)?.ToString(CultureInfo.InvariantCulture))
            .FirstOrDefault() ?? match.Value);
        return filled.Replace(Instance.IdTemplate, instance.Id, StringComparison.Ordinal);
    }

    [GeneratedRegex("""\{\{- portForServing "([^"]+)" -\}\}""")]
    private static partial Regex PortTemplates();
}
