using System.ComponentModel.DataAnnotations;
using Logistics.Notifications.Domain;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Rules;

/// <summary>
/// How much a person is told of a kind by one channel, one by one: section <c>Throttle</c> of the configuration. Checked when the service
/// starts.
/// </summary>
internal sealed class ThrottleOptions
{
    private const int Most = 1_000_000;

    /// <summary>The time that the limits are for; it begins anew for everyone at once. Default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Default 60.</summary>
    [Range(1, Most)]
    public int ShipmentProgress { get; set; } = 60;

    /// <summary>Default 60.</summary>
    [Range(1, Most)]
    public int Delivery { get; set; } = 60;

    /// <summary>Default 60.</summary>
    [Range(1, Most)]
    public int Problem { get; set; } = 60;

    /// <summary>What is critical is not counted. Default 20.</summary>
    [Range(1, Most)]
    public int Account { get; set; } = 20;

    /// <summary>What is above is not told at all. Default 3.</summary>
    [Range(1, Most)]
    public int News { get; set; } = 3;

    internal int LimitOf(Category category) => category switch
    {
        Category.ShipmentProgress => ShipmentProgress,
        Category.Delivery => Delivery,
        Category.Problem => Problem,
        Category.Account => Account,
        Category.News => News,
    };

    /// <summary>One machine plays everyone in Development: demos and measurements must not wait for an hour.</summary>
    internal void Loosen() => ShipmentProgress = Delivery = Problem = Account = News = Most;
}

[OptionsValidator]
internal sealed partial class ThrottleOptionsValidator : IValidateOptions<ThrottleOptions>;
