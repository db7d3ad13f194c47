namespace Logistics.ServiceDefaults.Results;

/// <summary>The sorts of expected failure. Each has one HTTP and one gRPC status (<see cref="ErrorKindMap"/>).</summary>
public enum ErrorKind
{
    /// <summary>The input breaks rules.</summary>
    Validation,

    /// <summary>The caller is not known, or the credentials are wrong.</summary>
    Unauthenticated,

    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>There is no such thing, or the caller may not know that there is.</summary>
    NotFound,

    /// <summary>It collides with something that is there, or is going on.</summary>
    Conflict,

    /// <summary>Not from the state that it is in.</summary>
    IllegalState,

    /// <summary>The version that the caller named is not the current one.</summary>
    StaleVersion,

    /// <summary>The same idempotency key came with another body.</summary>
    KeyReused,

    /// <summary>Too much, too fast.</summary>
    Overload,

    /// <summary>A fault of ours. Never declared by a feature: what a caller makes of an exception on the other side.</summary>
    Internal,

    /// <summary>Something that is needed is away; it is worth trying again.</summary>
    Unavailable,
}
