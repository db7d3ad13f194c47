using System.Globalization;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Http;

/// <summary>How many items of a list are wanted.</summary>
internal static class PageLimit
{
    public const int Max = 100;

    /// <summary>The query's <c>limit</c>; 0, which is the service's default, when it is absent.</summary>
    public static Result<int> Read(string? limit)
    {
        if (limit is null)
        {
            return 0;
        }

        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Max
            ? number
            : EdgeErrors.Invalid("limit", $"Must be a whole number from 1 to {Max}.");
    }
}
