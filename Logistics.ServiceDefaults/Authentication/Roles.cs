namespace Logistics.ServiceDefaults.Authentication;

/// <summary>What an account may be; the values of the token's <c>role</c> claims.</summary>
public static class Roles
{
    public const string Customer = "CUSTOMER";
    public const string Driver = "DRIVER";
    public const string Warehouse = "WAREHOUSE";
    public const string Support = "SUPPORT";
    public const string Admin = "ADMIN";

    public static IReadOnlyList<string> All { get; } = [Customer, Driver, Warehouse, Support, Admin];

    /// <summary>Those who work for the carrier.</summary>
    public static IReadOnlyList<string> Staff { get; } = [Driver, Warehouse, Support, Admin];
}
