using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;

namespace Logistics.Tests.Notifications.Support;

/// <summary>Someone with an account, and something to tell them.</summary>
internal static class SamplePeople
{
    public static Person Person(
        QuietHours? quietHours = null, string digest = "NONE", string? timeZone = null, CategoryChannels? channels = null) =>
        new(
            new Contact
            {
                UserId = SampleEvents.Owner,
                Email = "amina@people.example",
                EmailKey = "amina@people.example",
                EmailConfirmed = true,
                Name = "Amina",
                Locale = "en",
                TimeZone = timeZone,
                UpdatedAt = DateTimeOffset.UnixEpoch,
            },
            new KnownPreferences
            {
                UserId = SampleEvents.Owner,
                Channels = channels ?? new CategoryChannels(),
                QuietHours = quietHours,
                Digest = digest,
                UpdatedAt = DateTimeOffset.UnixEpoch,
            });

    public static QuietHours Quiet(string from, string to, string timeZone) => new() { From = from, To = to, TimeZone = timeZone };

    public static Candidate Candidate(
        Person? person = null, Channel channel = Channel.Email, Category category = Category.ShipmentProgress) => new()
        {
            Template = "shipment.picked_up.recipient",
            Category = category,
            Channel = channel,
            Priority = Priority.Normal,
            Person = person,
            Address = "amina@people.example",
            TrackingNumber = SampleEvents.TrackingNumber,
            OwnerId = SampleEvents.Owner,
        };
}
