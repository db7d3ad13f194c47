namespace Logistics.Gateway.RateLimits;

/// <summary>A body that says which account it is about: attempts on one account are counted together, wherever they come from.</summary>
internal interface INamesAccount
{
    /// <summary>The account as it was named, whether or not there is one; <see langword="null"/>: it was not.</summary>
    string? Account { get; }
}
