using Google.Protobuf.WellKnownTypes;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications.Templates;

/// <summary>What a template is filled with: nothing else, and nothing less.</summary>
internal sealed class VariableSchema(IReadOnlyList<TemplateVariable> variables)
{
    public IReadOnlyList<TemplateVariable> Variables { get; } = variables;

    public TemplateVariable? Find(string name) => Variables.FirstOrDefault(variable => variable.Name == name);

    /// <summary>What all versions of a key can be filled with. They agree on the types, or they would not have been published.</summary>
    public static VariableSchema Union(IEnumerable<TemplateVersion> versions) => new(
    [
        .. versions.OrderBy(version => version.Version).SelectMany(version => version.Variables).GroupBy(variable => variable.Name)
            .Select(same => same.First() with { Required = same.Any(variable => variable.Required) }),
    ]);

    /// <summary>What the examples make of it, as <see cref="ToText"/> would.</summary>
    public Dictionary<string, string> Examples() =>
        Variables.Where(variable => variable.Example is not null)
            .ToDictionary(variable => variable.Name, variable => variable.Example!, StringComparer.Ordinal); // not null: see Where

    /// <summary>All that is wrong with values: missing, unknown, of another type.</summary>
    /// <param name="path">Where they are in the public JSON: <c>variables</c>, <c>recipients[2].variables</c>.</param>
    public IReadOnlyList<FieldError> Validate(IReadOnlyDictionary<string, Value> values, string path)
    {
        var faults = values.Keys.Where(name => Find(name) is null).Select(name => new FieldError($"{path}.{name}", Variables.Count == 0
            ? "This template takes no variables."
            : $"There is no such variable; there are {string.Join(", ", Variables.Select(variable => variable.Name))}.")).ToList();
        foreach (var variable in Variables)
        {
            var isGiven = values.TryGetValue(variable.Name, out var value)
                && value.KindCase is not (Value.KindOneofCase.None or Value.KindOneofCase.NullValue);
            if ((isGiven ? VariableValue.Fault(value!, variable) : variable.Required ? "Is required." : null) is { } fault)
            {
                faults.Add(new FieldError($"{path}.{variable.Name}", fault));
            }
        }

        return faults;
    }

    /// <summary>Values without faults, as they are kept beside a notification.</summary>
    public static Dictionary<string, string> ToText(IReadOnlyDictionary<string, Value> values) =>
        values.Where(value => value.Value.KindCase != Value.KindOneofCase.NullValue)
            .ToDictionary(value => value.Key, value => VariableValue.ToText(value.Value), StringComparer.Ordinal);

    /// <summary>What a template takes. What was left out is nothing: it prints as nothing, and is not so.</summary>
    public Dictionary<string, object> ToModel(IReadOnlyDictionary<string, string> texts, string locale)
    {
        var model = new Dictionary<string, object>(Variables.Count, StringComparer.Ordinal);
        foreach (var variable in Variables)
        {
            model[variable.Name] = VariableValue.ToModel(texts.GetValueOrDefault(variable.Name, ""), variable.Type, locale);
        }

        return model;
    }
}
