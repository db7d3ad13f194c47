namespace Logistics.Tracking.Persistence;

/// <summary>What the columns hold, in characters.</summary>
internal static class MaxLength
{
    public const int PlaceName = 100;
    public const int City = 100;
    public const int Country = 2;
    public const int TimeZone = 64;
    public const int Source = 20;

    public const int Url = 2_048;
    public const int EventName = 64;

    /// <summary>Of an enum's name in UPPER_SNAKE.</summary>
    public const int EnumName = 32;
}
