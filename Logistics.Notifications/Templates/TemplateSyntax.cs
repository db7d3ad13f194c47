using System.Text.RegularExpressions;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Templates;

/// <summary>
/// What a template may be made of: <c>{{name}}</c>, <c>{{#if}}</c>, <c>{{#unless}}</c>, <c>{{#each}}</c> and <c>{{else}}</c>; in a list
/// <c>{{this}}</c> or an entry's fields, <c>{{@index}}</c>, <c>{{@first}}</c>, <c>{{@last}}</c>, and <c>{{../name}}</c> for what is
/// outside. Nothing that calls, includes, looks up or leaves a value unescaped.
/// </summary>
internal sealed partial class TemplateSyntax
{
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Stack<(string Block, bool HasElse)> _blocks = new();
    private readonly List<Func<string, TemplateVariable?>> _scopes = [];

    private TemplateSyntax(string source, VariableSchema schema)
    {
        _scopes.Add(name =>
        {
            _names.Add(name);
            return schema.Find(name);
        });
        if (source.Contains(@"\{{", StringComparison.Ordinal))
        {
            _faults.Add(@"Braces cannot be escaped (\{{).");
        }

        var end = 0;
        foreach (Match tag in Tag().Matches(source))
        {
            CheckText(source[end..tag.Index]);
            end = tag.Index + tag.Length;
            Read(tag.Value, tag.Groups["content"].Value.Trim('~').Trim());
        }

        CheckText(source[end..]);
        _faults.AddRange(_blocks.Select(block => $"{{{{#{block.Block}}}}} has no end."));
    }

    /// <summary>What is wrong with a template, in words.</summary>
    public static IReadOnlyList<string> Faults(string source, VariableSchema schema) =>
        [.. new TemplateSyntax(source, schema)._faults.Distinct(StringComparer.Ordinal)];

    /// <summary>The variables that a template speaks of.</summary>
    public static IReadOnlySet<string> Names(string source, VariableSchema schema) => new TemplateSyntax(source, schema)._names;

    private void CheckText(string text)
    {
        if (text.Contains("{{", StringComparison.Ordinal))
        {
            _faults.Add("Braces are opened and not closed.");
        }
    }

    private void Read(string tag, string content)
    {
        var words = content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case [_, ..] when tag.Contains("{{{", StringComparison.Ordinal) || tag.Contains("}}}", StringComparison.Ordinal):
                _faults.Add($"{tag} is not allowed: values are always escaped.");
                break;
            case ["#if" or "#unless" or "#each", var name]:
                Open(words[0][1..], name);
                break;
            case ["else"] when _blocks.TryPeek(out var block) && block is { Block: not "each", HasElse: false }:
                _blocks.Push(_blocks.Pop() with { HasElse = true });
                break;
            case [['/', .. var ended]] when _blocks.TryPeek(out var block) && block.Block == ended:
                Close();
                break;
            case [var name] when Path().IsMatch(name):
                if (Resolve(name) is { Type: VariableType.Boolean or VariableType.List } variable)
                {
                    var orGoneThrough = variable.Type == VariableType.List ? " or gone through" : "";
                    _faults.Add(
                        $"{name} is a {variable.Type.ToString().ToUpperInvariant()}: it can be asked for{orGoneThrough}, not printed.");
                }

                break;
            default:
                _faults.Add(
                    $"{tag} is not allowed here. There are {{{{name}}}}, {{{{#if name}}}}, {{{{#unless name}}}} and {{{{#each name}}}}, "
                    + "each with its end, and {{else}} in the first two.");
                break;
        }
    }

    private void Open(string block, string name)
    {
        var variable = Path().IsMatch(name) ? Resolve(name) : Fault($"{name} is not the name of a variable.");
        if (block == "each")
        {
            if (variable is not null and not { Type: VariableType.List })
            {
                _faults.Add($"{name} is no LIST: it cannot be gone through.");
            }

            _scopes.Add(entry => variable is null || (variable.Fields.Count > 0 ? variable.Fields.Contains(entry) : entry == "this")
                ? new TemplateVariable(entry, VariableType.String)
                : null);
        }

        _blocks.Push((block, false));
    }

    private void Close()
    {
        if (_blocks.Pop().Block == "each")
        {
            _scopes.RemoveAt(_scopes.Count - 1);
        }
    }

    private TemplateVariable? Resolve(string path)
    {
        var up = 0;
        for (; path.StartsWith("../", StringComparison.Ordinal); path = path[3..])
        {
            up++;
        }

        if (path[0] == '@')
        {
            return up == 0 && _scopes.Count > 1
                ? new TemplateVariable(path, path == "@index" ? VariableType.Number : VariableType.Boolean)
                : Fault($"{path} is for inside of {{{{#each}}}}.");
        }

        return up < _scopes.Count
            ? _scopes[^(up + 1)](path) ?? Fault($"{path} is not among the variables{(_scopes.Count - up > 1 ? " of an entry" : "")}.")
            : Fault("../ leads out of the template.");
    }

    private TemplateVariable? Fault(string fault)
    {
        _faults.Add(fault);
        return null;
    }

    [GeneratedRegex(@"\{{2,}(?<content>[^{}]*)\}{2,}")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(\.\./)*([A-Za-z][A-Za-z0-9_]*|@index|@first|@last)$")]
    private static partial Regex Path();
}
