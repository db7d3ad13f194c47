using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A string with holes that are filled when the resource that uses it starts.</summary>
public class ReferenceExpression : IExpressionValue
{
    public static readonly ReferenceExpression Empty = new([]);

    private readonly IReadOnlyList<(object Value, string? Format)> _parts;

    private ReferenceExpression(IReadOnlyList<(object Value, string? Format)> parts) => _parts = parts;

    public string ValueExpression => string.Concat(_parts.Select(part => part.Value is IManifestExpressionProvider hole
        ? hole.ValueExpression
        : (string)part.Value));

    public IReadOnlyList<IValueProvider> ValueProviders => [.. _parts.Select(part => part.Value).OfType<IValueProvider>()];

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Parts);

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var text = new System.Text.StringBuilder();
        foreach (var (value, format) in _parts)
        {
            var piece = value is IValueProvider hole ? await hole.GetValueAsync(cancellationToken) : (string)value;
            text.Append(format == "uri" && piece is not null ? Uri.EscapeDataString(piece) : piece);
        }

        return text.ToString();
    }

    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler
    {
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) =>
            Parts = new(literalLength == 0 ? formattedCount : (formattedCount * 2) + 1);

        internal List<(object Value, string? Format)> Parts { get; }

        public readonly void AppendLiteral(string value) => Parts.Add((value, null));

        public readonly void AppendFormatted(string? value) => Parts.Add((value ?? "", null));

        public readonly void AppendFormatted<T>(T valueProvider, string? format = null)
            where T : IValueProvider, IManifestExpressionProvider => Parts.Add((valueProvider, format));

        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null)
            where T : IResource, IValueProvider, IManifestExpressionProvider => Parts.Add((valueProvider.Resource, format));
    }
}
