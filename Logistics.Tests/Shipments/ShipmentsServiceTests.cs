using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>The service in the running system, as its callers meet it.</summary>
public sealed class ShipmentsServiceTests(SystemFixture fixture) : IAsyncLifetime
{
    private GrpcChannel _channel = null!; // these are set before any test runs
    private ShipmentsService.ShipmentsServiceClient _shipments = null!;
    private Metadata _amina = null!;
    private Metadata _driver = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var system = await fixture.StartedAsync(Cancellation);
        _channel = GrpcChannel.ForAddress(system.Endpoint("shipments", "grpc"));
        _shipments = new ShipmentsService.ShipmentsServiceClient(_channel);
        _amina = await SignedIn.AsCustomerAsync(system, Cancellation);
        _driver = await SignedIn.AsStaffAsync(system, "driver", Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Ones_own_shipment_is_there_and_someone_elses_is_not()
    {
        var shipment = await CreateAsync();
        var someoneElse = await SignedIn.AsCustomerAsync(await fixture.StartedAsync(Cancellation), Cancellation);
        var request = new GetShipmentRequest { TrackingNumber = shipment.TrackingNumber };

        Assert.Equal(shipment, await _shipments.GetShipmentAsync(request, _amina, cancellationToken: Cancellation));
        Assert.Equal(shipment, await _shipments.GetShipmentAsync(request, _driver, cancellationToken: Cancellation));
        await RefusedAsync(StatusCode.NotFound, () => _shipments.GetShipmentAsync(request, someoneElse, cancellationToken: Cancellation));
        await RefusedAsync(StatusCode.Unauthenticated, () => _shipments.GetShipmentAsync(request, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task An_illegal_step_is_answered_with_what_is_allowed()
    {
        var shipment = await CreateAsync();

        var error = await RefusedAsync(StatusCode.FailedPrecondition, () => ChangeAsync(shipment, ShipmentStatus.Delivered));

        Assert.Equal("PICKUP_SCHEDULED,PICKED_UP,ARRIVED_AT_WAREHOUSE,ON_HOLD,CANCELLED", error.Details["allowed"]);
    }

    [Fact]
    public async Task Faults_are_answered_with_their_fields()
    {
        var request = Samples.Request();
        request.Recipient.Address.Country = "Algeria";

        var error = await RefusedAsync(
            StatusCode.InvalidArgument, () => _shipments.CreateShipmentAsync(request, _amina, cancellationToken: Cancellation));

        Assert.Equal(["recipient.address.country"], error.Fields.Select(fault => fault.Field));
    }

    [Fact]
    public async Task The_same_request_at_once_many_times_makes_one_shipment()
    {
        var request = Samples.Request(Guid.CreateVersion7().ToString());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16)
                .Select(_ => _shipments.CreateShipmentAsync(request, _amina, cancellationToken: Cancellation).ResponseAsync));

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Changes_at_once_get_through_one_after_the_other()
    {
        var shipment = await CreateAsync();
        await ChangeAsync(shipment, ShipmentStatus.PickedUp);
        await ChangeAsync(shipment, ShipmentStatus.InTransit);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => ChangeAsync(shipment, ShipmentStatus.InTransit).ResponseAsync));

        Assert.Equal(Enumerable.Range(4, 16), answers.Select(answer => answer.Version).Order());
    }

    private async Task<Shipment> CreateAsync() =>
        await _shipments.CreateShipmentAsync(Samples.Request(), _amina, cancellationToken: Cancellation);

    private AsyncUnaryCall<Shipment> ChangeAsync(Shipment shipment, ShipmentStatus status) =>
        _shipments.ChangeStatusAsync(
            new ChangeStatusRequest { TrackingNumber = shipment.TrackingNumber, Status = status },
            _driver,
            cancellationToken: Cancellation);

    private static async Task<Error> RefusedAsync(StatusCode expected, Func<AsyncUnaryCall<Shipment>> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await call());
        Assert.Equal(expected, refusal.StatusCode);
        return refusal.ToError();
    }
}
