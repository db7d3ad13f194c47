using System.Text.RegularExpressions;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Templates;
using Logistics.ServiceDefaults.Results;
using Proto = Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Features.ManageTemplates;

/// <summary>Whether a draft can be one at all. What its texts say is looked at when it is to be published.</summary>
internal sealed partial class DraftValidation
{
    private const int MostVariables = 50;
    private const int LongestLocale = 35;

    private readonly List<FieldError> _faults = [];

    private DraftValidation()
    {
    }

    public static Result<(Dictionary<string, string> Parts, IReadOnlyList<TemplateVariable> Variables)> Read(
        CreateTemplateVersionRequest request)
    {
        var validation = new DraftValidation();
        var builtIn = BuiltInTemplates.SchemaFor(request.Key);
        if (builtIn is null && !(Key().IsMatch(request.Key) && request.Key.Length <= 100))
        {
            validation.Fault(
                "key",
                "Must be lower-case words with dots between them, other than those of the system (shipment., user.): order.gift_wrapped.");
        }

        if (request.Locale.Length > LongestLocale || !Locale().IsMatch(request.Locale))
        {
            validation.Fault("locale", "Must be a language, as in fr or fr-DZ.");
        }

        if (request.Channel == Channel.Unspecified)
        {
            validation.Fault("channel", "Is required.");
        }
        else
        {
            validation.CheckParts(request);
        }

        var variables = request.Variables.Count == 0 && builtIn is not null
            ? builtIn.Variables
            : validation.ReadVariables(request.Variables, builtIn);
        return validation._faults.Count > 0
            ? Error.Validation(validation._faults)
            : (new Dictionary<string, string>(request.Parts), variables);
    }

    private void CheckParts(CreateTemplateVersionRequest request)
    {
        foreach (var required in TemplateParts.Of(request.Channel).Where(part => part.Required && !request.Parts.ContainsKey(part.Name)))
        {
            Fault($"parts.{required.Name}", "Is required.");
        }

        foreach (var (name, source) in request.Parts)
        {
            var fault = TemplateParts.Find(request.Channel, name) is not { } part
                ? $"There is no such part; there are {string.Join(", ", TemplateParts.Of(request.Channel).Select(part => part.Name))}"
                    + $"{(request.Channel == Channel.Push ? ", data.{name}" : "")}."
                : string.IsNullOrWhiteSpace(source)
                ? "Must say something."
                : source.Length > part.Longest
                ? $"Must have at most {part.Longest} characters."
                : null;
            Fault($"parts.{name}", fault);
        }
    }

    private List<TemplateVariable> ReadVariables(RepeatedField<Proto.TemplateVariable> given, VariableSchema? builtIn)
    {
        Fault("variables", given.Count > MostVariables ? $"There can be at most {MostVariables}." : null);
        var variables = new List<TemplateVariable>();
        foreach (var (i, proto) in given.Take(MostVariables).Index())
        {
            var variable = new TemplateVariable(proto.Name, proto.Type, proto.Required) { Fields = [.. proto.Fields] };
            var known = builtIn?.Find(proto.Name);
            Fault(
                $"variables[{i}].name",
                !IsName(proto.Name)
                ? "Must be a name: letters, digits and _, a letter first, and no word of the language of templates."
                : variables.Exists(other => other.Name == proto.Name)
                ? "Is there twice."
                : builtIn is not null && known is null
                ? $"The system fills in {string.Join(", ", builtIn.Variables.Select(variable => variable.Name))} and nothing else."
                : null);
            Fault(
                $"variables[{i}].type",
                proto.Type == VariableType.Unspecified
                ? "Is required."
                : known is not null && known.Type != proto.Type
                ? $"Is a {known.Type.ToString().ToUpperInvariant()}."
                : null);
            Fault(
                $"variables[{i}].fields",
                proto.Fields.Count == 0
                ? null
                : proto.Type != VariableType.List
                ? "Only a LIST has fields."
                : !proto.Fields.All(IsName) || proto.Fields.Distinct().Count() < proto.Fields.Count
                ? "Must be names, each once."
                : null);
            if (proto.Type != VariableType.Unspecified
                && proto.Example is { KindCase: not (Value.KindOneofCase.None or Value.KindOneofCase.NullValue) } example)
            {
                Fault($"variables[{i}].example", VariableValue.Fault(example, variable));
                variable = variable with { Example = VariableValue.ToText(example) };
            }

            variables.Add(variable);
        }

        return variables;
    }

    private void Fault(string field, string? message)
    {
        if (message is not null)
        {
            _faults.Add(new FieldError(field, message));
        }
    }

    private static bool IsName(string name) => Name().IsMatch(name);

    [GeneratedRegex(@"^(?!shipment\.|user\.)[a-z][a-z0-9_]*(\.[a-z0-9_]+)+\z")]
    private static partial Regex Key();

    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?\z")]
    private static partial Regex Locale();

    [GeneratedRegex(@"^(?!(this|else|if|unless|each|with|lookup|log|true|false|null|undefined)$)[A-Za-z][A-Za-z0-9_]{0,49}\z")]
    private static partial Regex Name();
}
