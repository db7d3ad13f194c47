using Logistics.Simulator.Cast;

namespace Logistics.Simulator.Play;

/// <summary>A parcel that the API knows.</summary>
/// <param name="TrackingNumber">What the API called it.</param>
/// <param name="SentAt">When, on the wall clock, the merchant set about creating it.</param>
internal sealed record SentParcel(ParcelPlan Plan, string TrackingNumber, DateTimeOffset SentAt);
