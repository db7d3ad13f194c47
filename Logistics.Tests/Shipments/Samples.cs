using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Messaging;
using Logistics.Messaging.Outbox;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.CreateShipment;
using Logistics.Shipments.Persistence;
using Microsoft.Extensions.Options;
using Xunit;
using Address = Logistics.Contracts.Common.V1.Address;
using CustomsItem = Logistics.Contracts.Shipments.V1.CustomsItem;
using Money = Logistics.Contracts.Common.V1.Money;
using Parcel = Logistics.Contracts.Common.V1.Parcel;
using Party = Logistics.Contracts.Common.V1.Party;
using Shipment = Logistics.Shipments.Domain.Shipment;
using ShipmentOptions = Logistics.Contracts.Shipments.V1.ShipmentOptions;
using TimeWindow = Logistics.Contracts.Shipments.V1.TimeWindow;

namespace Logistics.Tests.Shipments;

/// <summary>A shipment as it should be, to be changed where a test looks.</summary>
internal static class Samples
{
    public static DateTimeOffset Now { get; } = new(2026, 4, 6, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Without a relay: rows stay in the outbox.</summary>
    public static ChangeBatches Changes =>
        new(new OutboxHandover(Options.Create(new MessagingOptions()), TimeProvider.System), new OutboxSignal());

    /// <summary>The handler on a database of its own.</summary>
    public static CreateShipmentHandler CreateHandler(ShipmentsDbContext db, RandomNumberGenerator random) =>
        new(
            db,
            new ShipmentCreation(new ShipmentInsert(db, Changes), new TrackingNumberIssuer(random), TimeProvider.System),
            TimeProvider.System);

    public static CreateShipmentRequest Request(string key = "") => new()
    {
        Sender = new Party
        {
            Name = "Amina Benali",
            Company = "Atlas Crafts",
            Email = "amina@example.com",
            Address = Address("Algiers", "DZ"),
        },
        Recipient = new Party
        {
            Name = "Jules Martin",
            Email = "jules@example.com",
            Phone = "+33612345678",
            Address = Address("Lyon", "FR"),
        },
        Parcels =
        {
            new Parcel
            {
                WeightGrams = 1_200,
                LengthMm = 300,
                WidthMm = 200,
                HeightMm = 100,
                Contents = "Ceramics",
                Value = new Money { Currency = "DZD", MinorUnits = 450_000 },
            },
        },
        ServiceLevel = ServiceLevel.Express,
        Reference = "ORDER-1",
        IdempotencyKey = key,
    };

    /// <summary>One that makes use of everything there is.</summary>
    public static CreateShipmentRequest RequestWithAll(DateTimeOffset now)
    {
        var request = Request();
        request.Options = new ShipmentOptions
        {
            Signature = true,
            Insurance = new Money { Currency = "DZD", MinorUnits = 450_000 },
            CashOnDelivery = new Money { Currency = "EUR", MinorUnits = 2_990 },
            Fragile = true,
            MinimumAge = 18,
        };
        request.Customs.Add(new CustomsItem
        {
            Description = "Vases of stoneware",
            Quantity = 2,
            Value = new Money { Currency = "DZD", MinorUnits = 450_000 },
            HsCode = "691310",
            CountryOfOrigin = "DZ",
            WeightGrams = 1_000,
        });
        request.Pickup = new TimeWindow { From = now.AddHours(2).ToTimestamp(), Until = now.AddHours(4).ToTimestamp() };
        request.Delivery = new TimeWindow { From = now.AddDays(1).ToTimestamp(), Until = now.AddDays(2).ToTimestamp() };
        return request;
    }

    public static Shipment Shipment(params ShipmentStatus[] steps)
    {
        var draft = new ShipmentDraft(
            Party("Amina", "Algiers"), Party("Jules", "Lyon"), [new(1_200, 0, 0, 0, null)], ServiceLevel.Express, null);
        var shipment = Logistics.Shipments.Domain.Shipment.Create(
            draft, Guid.CreateVersion7(Now), TrackingNumber.FromRandom(new byte[TrackingNumber.BodyLength]), request: null, Now);
        foreach (var step in steps)
        {
            Assert.Null(shipment.ChangeStatus(Report(step), Now).Error);
        }

        return shipment;

        static Logistics.Shipments.Domain.Party Party(string name, string city) =>
            new(name, null, $"{name}@example.com", null) { Address = new("1 Main Street", null, city, null, null, "DZ") };
    }

    public static StatusReport Report(ShipmentStatus status, ReasonCode? reason = null, DateTimeOffset? occurredAt = null) =>
        new(status, reason, Place: null, Note: null, occurredAt, Guid.CreateVersion7(Now), Request: null);

    private static Address Address(string city, string country) =>
        new() { Line1 = "1 Main Street", City = city, PostalCode = "16000", Country = country };
}
