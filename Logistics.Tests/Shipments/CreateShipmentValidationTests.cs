using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features.CreateShipment;
using Xunit;

namespace Logistics.Tests.Shipments;

public sealed class CreateShipmentValidationTests
{
    private static readonly Dictionary<string, Action<CreateShipmentRequest>> Faults = new()
    {
        ["sender.name"] = request => request.Sender.Name = "  ",
        ["sender.name: what stands for one that was erased"] = request => request.Sender.Name = " (erased) ",
        ["sender.company"] = request => request.Sender.Company = new string('a', 101),
        ["sender.email"] = request => request.Sender.Email = "Amina <amina@example.com>",
        ["sender.phone"] = request => request.Sender.Phone = "0551234567",
        ["sender.address.line1"] = request => request.Sender.Address = new Address { City = "Algiers", Country = "DZ" },
        ["sender.address.line2"] = request => request.Sender.Address.Line2 = new string('a', 201),
        ["sender.address.city"] = request => request.Sender.Address.City = "Al\u0000giers",
        ["sender.address.region"] = request => request.Sender.Address.Region = "a\u2028b",
        ["sender.address.postalCode"] = request => request.Sender.Address.PostalCode = new string('1', 21),
        ["recipient.name"] = request => request.Recipient.Name = new string('a', 101),
        ["recipient.email"] = request => (request.Recipient.Email, request.Recipient.Phone) = ("", ""),
        ["recipient.phone"] = request => request.Recipient.Phone = "+336123456789012345",
        ["recipient.address.country"] = request => request.Recipient.Address.Country = "XX",
        ["parcels"] = request => request.Parcels.Clear(),
        ["parcels[0].weightGrams"] = request => request.Parcels[0].WeightGrams = 0,
        ["parcels[0].lengthMm"] = request => request.Parcels[0].LengthMm = 3_001,
        ["parcels[0].widthMm"] = request => request.Parcels[0].WidthMm = -1,
        ["parcels[0].heightMm"] = request => request.Parcels[0].HeightMm = 0,
        ["parcels[0].contents"] = request => request.Parcels[0].Contents = "Cera\u0007mics",
        ["parcels[0].value.currency"] = request => request.Parcels[0].Value.Currency = "dzd",
        ["parcels[0].value.amount"] = request => request.Parcels[0].Value.MinorUnits = -1,
        ["serviceLevel"] = request => request.ServiceLevel = (ServiceLevel)99,
        ["serviceLevel: same day abroad"] = request => request.ServiceLevel = ServiceLevel.SameDay,
        ["options.insurance.amount"] = request => request.Options.Insurance.MinorUnits = 0,
        ["options.insurance.currency"] = request => request.Options.Insurance.Currency = "",
        ["options.cashOnDelivery.amount: too many decimals"] = request => request.Options.CashOnDelivery.MinorUnits = long.MinValue,
        ["options.minimumAge"] = request => request.Options.MinimumAge = 15,
        ["customs: at home"] = request => request.Recipient.Address.Country = "DZ",
        ["customs: heavier than the parcels"] = request => request.Customs[0].WeightGrams = 1_201,
        ["customs: two currencies"] = request => request.Customs.Add(
            new CustomsItem(request.Customs[0]) { Value = new Money { Currency = "EUR", MinorUnits = 1 }, WeightGrams = 1 }),
        ["customs[0].description"] = request => request.Customs[0].Description = "",
        ["customs[0].quantity"] = request => request.Customs[0].Quantity = 0,
        ["customs[0].value.amount"] = request => request.Customs[0].Value.MinorUnits = 0,
        ["customs[0].value.currency"] = request => request.Customs[0].Value.Currency = "XXX",
        ["customs[0].hsCode"] = request => request.Customs[0].HsCode = "4901.99",
        ["customs[0].countryOfOrigin"] = request => request.Customs[0].CountryOfOrigin = "",
        ["customs[0].weightGrams"] = request => request.Customs[0].WeightGrams = 0,
        ["pickup.from"] = request => request.Pickup.From = null,
        ["pickup.until: over"] = request => request.Pickup.Until = Samples.Now.AddMinutes(-1).ToTimestamp(),
        ["pickup.until: before it begins"] = request => request.Pickup.From = request.Pickup.Until,
        ["delivery.until: next year"] = request => request.Delivery.Until = Samples.Now.AddDays(91).ToTimestamp(),
        ["delivery.until: no instant"] = request => request.Delivery.Until.Nanos = -1,
        ["delivery.until: before the pick-up"] = request =>
            (request.Delivery.From, request.Delivery.Until) =
                (Samples.Now.ToTimestamp(), Samples.Now.AddMinutes(1).ToTimestamp()),
        ["reference"] = request => request.Reference = new string('a', 65),
        ["idempotencyKey"] = request => request.IdempotencyKey = new string('a', 256),
    };

    public static TheoryData<string> FaultyFields() => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultyFields))]
    public void A_fault_is_told_by_its_field(string field)
    {
        var request = Samples.RequestWithAll(Samples.Now);
        Faults[field](request);

        var error = CreateShipmentValidation.Validate(request, Samples.Now).Error;

        Assert.Equal(ErrorKind.Validation, error?.Kind);
        Assert.Equal([field.Split(':')[0]], error?.Fields.Select(fault => fault.Field));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var request = Samples.RequestWithAll(Samples.Now);
        foreach (var fault in Faults.Where(fault => !fault.Key.Contains(':') && fault.Key is not ("parcels" or "sender.address.line1")))
        {
            fault.Value(request);
        }

        var told = CreateShipmentValidation.Validate(request, Samples.Now).Error?.Fields.Select(fault => fault.Field);

        Assert.Equal(
            Faults.Keys
                .Where(field => !field.Contains(':'))
                .Except(["parcels", "sender.address.line1", "recipient.email"])
                .Order(StringComparer.Ordinal),
            told?.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_window_that_was_set_before_may_have_gone_by_and_a_new_one_not()
    {
        var request = Samples.RequestWithAll(Samples.Now);
        var later = Samples.Now.AddDays(100);

        Assert.Null(CreateShipmentValidation.Validate(request, later, isNew: _ => false).Error);
        Assert.Equal(
            ["delivery.until"],
            CreateShipmentValidation.Validate(request, later, isNew: field => field == "delivery")
                .Error?.Fields.Select(fault => fault.Field));
    }

    [Fact]
    public void An_empty_request_is_told_what_it_lacks()
    {
        var told = CreateShipmentValidation.Validate(new CreateShipmentRequest(), Samples.Now).Error?.Fields.Select(fault => fault.Field)
            .ToList();

        Assert.NotNull(told);
        Assert.Superset(new HashSet<string> { "sender.name", "recipient.address.country", "recipient.email", "parcels" }, told.ToHashSet());
    }

    [Fact]
    public void Texts_lose_the_space_around_them_and_nothing_becomes_null()
    {
        var request = Samples.Request();
        request.Sender.Name = "  Amina Benali ";
        request.Sender.Company = " ";

        Assert.True(CreateShipmentValidation.Validate(request, Samples.Now).IsSuccess(out var valid, out _));

        Assert.Equal("Amina Benali", valid.Draft.Sender.Name);
        Assert.Null(valid.Draft.Sender.Company);
    }

    [Fact]
    public void Without_a_service_level_it_is_standard_and_without_measures_it_is_fine()
    {
        var request = Samples.Request();
        request.ServiceLevel = ServiceLevel.Unspecified;
        (request.Parcels[0].LengthMm, request.Parcels[0].WidthMm, request.Parcels[0].HeightMm) = (0, 0, 0);

        Assert.True(CreateShipmentValidation.Validate(request, Samples.Now).IsSuccess(out var valid, out _));

        Assert.Equal(ServiceLevel.Standard, valid.Draft.ServiceLevel);
    }

    [Fact]
    public void The_same_body_has_the_same_hash_whatever_its_key()
    {
        Assert.True(CreateShipmentValidation.Validate(Samples.Request("one"), Samples.Now).IsSuccess(out var one, out _));
        Assert.True(CreateShipmentValidation.Validate(Samples.Request("two"), Samples.Now).IsSuccess(out var two, out _));
        var other = Samples.Request("one");
        other.Parcels[0].WeightGrams++;
        Assert.True(CreateShipmentValidation.Validate(other, Samples.Now).IsSuccess(out var changed, out _));

        Assert.True(one.Request?.Repeats(two.Request?.Hash));
        Assert.False(one.Request?.Repeats(changed.Request?.Hash));
    }
}
