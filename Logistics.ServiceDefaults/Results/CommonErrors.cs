namespace Logistics.ServiceDefaults.Results;

/// <summary>Errors that belong to no feature.</summary>
public static class CommonErrors
{
    /// <summary>A database, the broker or another service is away; a retry is worth it.</summary>
    public static Error DependencyUnavailable { get; } =
        new("dependency.unavailable", "Something that is needed is away for the moment. Try again shortly.", ErrorKind.Unavailable);

    /// <summary>A bug. What it was is in the log only, under the same trace id.</summary>
    public static Error Internal { get; } = new("internal", "Something went wrong on our side.", ErrorKind.Internal);
}
