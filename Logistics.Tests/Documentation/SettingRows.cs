using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Clients;
using Microsoft.Extensions.Options;

namespace Logistics.Tests.Documentation;

/// <summary>
/// Settings as rows, <c>| `Messaging:BatchSize` | `256` |</c>: those of the options classes, and those that a page lists.
/// </summary>
internal static partial class SettingRows
{
    private const string None = "–";

    private static readonly Assembly[] Services =
    [
        typeof(MessagingOptions).Assembly, typeof(ServiceClientOptions).Assembly, typeof(Logistics.Gateway.GatewayOptions).Assembly,
        typeof(Logistics.Identity.IdentitySettings).Assembly, typeof(Logistics.Notifications.Email.SmtpOptions).Assembly,
        typeof(Logistics.Shipments.Domain.Shipment).Assembly, typeof(Logistics.Tracking.Domain.TimelineEntry).Assembly,
    ];

    public static IEnumerable<string> OfTheCode() => Services
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetInterfaces())
        .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IValidateOptions<>))
        .Select(contract => contract.GenericTypeArguments[0])
        .Where(options => Services.Contains(options.Assembly))
        .SelectMany(options =>
            Rows(SectionOf(options), Activator.CreateInstance(options, nonPublic: true)!)) // options have an empty constructor
        .Distinct()
        .Order(StringComparer.Ordinal);

    public static IEnumerable<string> OfThePage(string page) =>
        Row().Matches(page).Select(match => match.Value.TrimEnd()).Order(StringComparer.Ordinal);

    private static string SectionOf(Type options) =>
        (string?)options.GetField("Section", BindingFlags.Static | BindingFlags.Public)?.GetValue(null)
        ?? options.Name.Replace("Options", "", StringComparison.Ordinal);

    private static IEnumerable<string> Rows(string section, object options) => options.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite)
        .SelectMany(property =>
            property.GetValue(options) is { } group
            && Services.Contains(property.PropertyType.Assembly)
            && property.PropertyType.IsClass
                ? Rows($"{section}:{property.Name}", group)
                : [$"| `{section}:{property.Name}` | {Write(property.GetValue(options))} |"]);

    private static string Write(object? value) => value switch
    {
        null or "" => None,
        string or ValueType or Uri => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
        IEnumerable => None,
        _ => throw new InvalidOperationException($"How is a {value.GetType().Name} written?"),
    };

    [GeneratedRegex(@"^\| `[A-Z]\w+(?::[\w{}]+)+` \| [^|]+ \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
