using System.Collections.Concurrent;
using FirebaseAdmin.Messaging;

namespace FirebaseAdmin;

/// <summary>What the process knows of one project. Names are unique.</summary>
public sealed class FirebaseApp
{
    private static readonly ConcurrentDictionary<string, FirebaseApp> Apps = new(StringComparer.Ordinal);

    private readonly Lazy<FirebaseMessaging> _messaging;

    private FirebaseApp(AppOptions options, string name)
    {
        (Options, Name) = (options, name);
        _messaging = new Lazy<FirebaseMessaging>(() => new FirebaseMessaging(options));
    }

    public AppOptions Options { get; }

    public string Name { get; }

    internal FirebaseMessaging Messaging => _messaging.Value;

    public static FirebaseApp Create(AppOptions options, string name)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (options.Credential is null)
        {
            throw new ArgumentNullException(nameof(options), "Credential must be set");
        }

        var app = new FirebaseApp(options, name);
        return Apps.TryAdd(name, app) ? app : throw new ArgumentException($"FirebaseApp named {name} already exists.");
    }

    public void Delete()
    {
        Apps.TryRemove(Name, out _);
        if (_messaging.IsValueCreated)
        {
            _messaging.Value.Dispose();
        }
    }
}
