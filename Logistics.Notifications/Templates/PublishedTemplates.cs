using System.Collections.Frozen;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Logistics.Notifications.Templates;

/// <summary>
/// What administrators have published, before what comes with the product. Every replica looks now and then whether something has changed.
/// </summary>
internal sealed class PublishedTemplates(IServiceScopeFactory scopes, NpgsqlDataSource database) : ITemplateSource
{
    /// <summary>How long another replica's publishing may go unnoticed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly BuiltInTemplates _builtIn = new();

    private volatile Snapshot _current = new(
        0, FrozenDictionary<(string, Channel, string), Template>.Empty, FrozenDictionary<string, VariableSchema>.Empty);

    public Template? Find(string key, Channel channel, string locale)
    {
        var current = _current;
        if (!current.Schemas.ContainsKey(key))
        {
            return _builtIn.Find(key, channel, locale);
        }

        foreach (var nearest in Locales.Chain(locale))
        {
            if (current.Templates.TryGetValue((key, channel, nearest), out var published))
            {
                return published;
            }

            if (string.Equals(Language.Of(nearest).Code, nearest, StringComparison.OrdinalIgnoreCase)
                && BuiltInTemplates.Find(key, nearest) is { } builtIn)
            {
                return builtIn;
            }
        }

        return null;
    }

    public VariableSchema? SchemaOf(string key) => _builtIn.SchemaOf(key) ?? _current.Schemas.GetValueOrDefault(key);

    /// <summary>Reads anew what is published, if anything was done since.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var current = _current;
        var ids = await database.QueryAsync(
            $"SELECT coalesce(max(id), 0) FROM template_changes", row => row.GetInt64(0), cancellationToken);
        if (ids is not [var last] || last == current.LastChange)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        var published = await db.TemplateVersions.AsNoTracking().Where(version => version.State == TemplateState.Published)
            .ToListAsync(cancellationToken);
        _current = new Snapshot(
            last,
            published.ToFrozenDictionary(
                version => (version.Key, version.Channel, version.Locale),
                version =>
                    current.Templates.GetValueOrDefault((version.Key, version.Channel, version.Locale)) is { } same
                    && same.Version == version.Version
                        ? same
                        : new Template(version)),
            published.GroupBy(version => version.Key).ToFrozenDictionary(key => key.Key, VariableSchema.Union, StringComparer.Ordinal));
    }

    private sealed record Snapshot(
        long LastChange,
        FrozenDictionary<(string Key, Channel Channel, string Locale), Template> Templates,
        FrozenDictionary<string, VariableSchema> Schemas);
}
