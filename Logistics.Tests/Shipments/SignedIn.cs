using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Contracts.Identity.V1;
using Logistics.Tests.Infrastructure;

namespace Logistics.Tests.Shipments;

/// <summary>The headers of a signed-in caller's gRPC calls.</summary>
internal static class SignedIn
{
    private const string CustomerPassword = "A-password-for-tests-1";

    /// <summary>A customer who registers for this.</summary>
    public static async Task<Metadata> AsCustomerAsync(RunningSystem system, CancellationToken cancellationToken)
    {
        var email = $"customer-{Guid.CreateVersion7():n}@example.com";
        using var channel = GrpcChannel.ForAddress(system.Endpoint("identity", "grpc"));
        var identity = new IdentityService.IdentityServiceClient(channel);
        await identity.RegisterAsync(
            new RegisterRequest { Email = email, Password = CustomerPassword, Name = "Amina Benali", Locale = "en" },
            cancellationToken: cancellationToken);
        return await SignInAsync(identity, email, CustomerPassword, cancellationToken);
    }

    /// <summary>One of the demo accounts: <c>driver</c>, <c>support</c>, …</summary>
    public static async Task<Metadata> AsStaffAsync(RunningSystem system, string account, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(system.Endpoint("identity", "grpc"));
        return await SignInAsync(
            new IdentityService.IdentityServiceClient(channel), $"{account}@demo.example", RunningSystem.DemoPassword, cancellationToken);
    }

    private static async Task<Metadata> SignInAsync(
        IdentityService.IdentityServiceClient identity, string email, string password, CancellationToken cancellationToken)
    {
        var tokens = await identity.SignInAsync(
            new SignInRequest { Email = email, Password = password }, cancellationToken: cancellationToken);
        return new Metadata { { "authorization", $"Bearer {tokens.AccessToken}" } };
    }
}
