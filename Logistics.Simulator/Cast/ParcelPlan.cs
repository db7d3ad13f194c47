using Logistics.Simulator.Api;
using Logistics.Simulator.Journeys;

namespace Logistics.Simulator.Cast;

/// <summary>One parcel: who sends what to whom, and what will happen to it.</summary>
/// <param name="Key">Unique for ever; the idempotency keys begin with it.</param>
internal sealed record ParcelPlan(string Key, Merchant Merchant, CreateShipmentRequest Order, Journey Journey)
{
    /// <summary>The account of the one recipient who has an account; the others are known by their mail address only.</summary>
    public const string KnownRecipient = "customer@demo.example";

    /// <summary>Only then is there an app to tell the recipient in.</summary>
    public bool RecipientHasAccount => Order.Recipient.Email == KnownRecipient;
}
