namespace FirebaseAdmin.Messaging;

/// <summary>One message to one device.</summary>
public sealed class Message
{
    public string? Token { get; set; }

    public IReadOnlyDictionary<string, string>? Data { get; set; }

    public Notification? Notification { get; set; }

    public AndroidConfig? Android { get; set; }

    public WebpushConfig? Webpush { get; set; }

    public ApnsConfig? Apns { get; set; }
}

public sealed class Notification
{
    public string? Title { get; set; }

    public string? Body { get; set; }

    public string? ImageUrl { get; set; }
}

public enum Priority
{
    Normal,
    High,
}

public sealed class AndroidConfig
{
    public string? CollapseKey { get; set; }

    public Priority? Priority { get; set; }

    public TimeSpan? TimeToLive { get; set; }

    public AndroidNotification? Notification { get; set; }
}

public sealed class AndroidNotification
{
    public string? Tag { get; set; }
}

public sealed class ApnsConfig
{
    public IReadOnlyDictionary<string, string>? Headers { get; set; }

    public Aps? Aps { get; set; }
}

public sealed class Aps
{
    public string? Sound { get; set; }

    public string? ThreadId { get; set; }
}

public sealed class WebpushConfig
{
    public IReadOnlyDictionary<string, string>? Headers { get; set; }

    public WebpushFcmOptions? FcmOptions { get; set; }
}

public sealed class WebpushFcmOptions
{
    /// <summary>Over HTTPS.</summary>
    public string? Link { get; set; }
}
