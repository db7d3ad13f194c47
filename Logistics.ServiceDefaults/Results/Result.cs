using System.Diagnostics.CodeAnalysis;

namespace Logistics.ServiceDefaults.Results;

/// <summary>A value, or the reason why there is none. Exceptions are for bugs and for infrastructure.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Error? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>Why there is no value; <see langword="null"/> on success.</summary>
    public Error? Error { get; }

    /// <summary>Whether there is a value; then <paramref name="value"/> is it, else <paramref name="error"/> says why not.</summary>
    public bool IsSuccess([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Error? error)
    {
        value = _value;
        error = Error;
        return error is null;
    }

    /// <summary>The outcome of <paramref name="next"/> on the value, or this error.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => Error is null ? next(_value!) : Error; // not null: there is no error

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}
