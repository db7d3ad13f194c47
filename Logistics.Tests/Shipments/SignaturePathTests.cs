using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features.Proofs;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>A signature that is drawn as the path of an SVG.</summary>
public sealed class SignaturePathTests
{
    [Theory]
    [InlineData("M10 80 C 40 10, 65 10, 95 80", true)]
    [InlineData("m-1.5.5l2 3", true)]
    [InlineData("M1 1M2 2L3e1 3Z", true)]
    [InlineData("M", false)]
    [InlineData("M1 1", false)]
    [InlineData("MLLLZ", false)]
    [InlineData("M1 1L", false)]
    [InlineData("L1 1", false)]
    [InlineData("M0 0L1 1\"/><script>", false)]
    [InlineData("M0 0L1 1\n", false)]
    public void It_draws_something_and_holds_nothing_else(string path, bool isOne)
    {
        var faults = new FieldFaults();

        var report = new ChangeStatusRequest { Status = ShipmentStatus.Delivered };
        ProofValidation.Read(faults, new ReportWithProofRequest { Report = report, SignaturePath = path });

        Assert.Equal(isOne, faults.Unless(() => true).Error is null);
    }
}
