using Logistics.Simulator.Api;
using Logistics.Simulator.Journeys;

namespace Logistics.Simulator.Cast;

/// <summary>One parcel: who sends what to whom, and what will happen to it.</summary>
/// <param name="Key">Unique for ever; the idempotency keys begin with it.</param>
internal sealed record ParcelPlan(string Key, Merchant Merchant, CreateShipmentRequest Order, Journey Journey)
{
    /// <summary>
    /// Only then is there an app to tell the recipient in. Merchants have accounts; other recipients are known by their mail address alone.
    /// </summary>
    public bool RecipientHasAccount => Merchant.All.Any(merchant => merchant.Email == Order.Recipient.Email);
}
