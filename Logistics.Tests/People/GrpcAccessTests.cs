using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Contracts.Identity.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Contracts.Queues.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Shipments;
using Xunit;

namespace Logistics.Tests.People;

/// <summary>Each service's own door: who gets past it at each method, whatever the Gateway would have said.</summary>
public sealed class GrpcAccessTests(SystemFixture fixture)
{
    private static readonly FileDescriptor[] Files =
    [
        IdentityReflection.Descriptor, ProfilesReflection.Descriptor, AdministrationReflection.Descriptor, ApiKeysReflection.Descriptor,
        PersonalDataReflection.Descriptor, ShipmentsReflection.Descriptor, LabelsReflection.Descriptor, StatisticsReflection.Descriptor,
        BulkReflection.Descriptor, AliasesReflection.Descriptor, SharingReflection.Descriptor, TrackingReflection.Descriptor,
        ProofsReflection.Descriptor, WebhooksReflection.Descriptor, NotificationsReflection.Descriptor,
        ProviderReportsReflection.Descriptor, SuppressionsReflection.Descriptor, TemplatesReflection.Descriptor,
        InboxReflection.Descriptor, ExplanationsReflection.Descriptor, RequestsReflection.Descriptor, QueuesReflection.Descriptor,
    ];

    // Anyone; else people: nobody's and a key's calls end at the door.
    private static readonly HashSet<string> Anyone =
    [
        "Register", "SignIn", "Refresh", "SignOut", "ConfirmEmail", "ResendConfirmation", "ForgotPassword", "ResetPassword",
        "ExchangeApiKey", "GetTimeline", "Watch", "OpenShare", "ReportSms", "ReportBounce", "Unsubscribe",
    ];

    /// <summary>What a key with all scopes that a customer may have gets past.</summary>
    private static readonly HashSet<string> Keys =
    [
        "CreateShipment", "GetShipment", "ListShipments", "ChangeStatus", "PrintLabel", "CreateShipments", "SetAliases",
        "UpdateShipment", "ReleaseShipment", "ReturnShipment", "RedirectShipment", "CorrectShipment", "ReportWithProof", "ListProofs",
        "GetProofPhoto", "RequestNotifications", "GetRequest", "CancelRequest", "GetNotification", "ReportReceipt",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void The_exceptions_are_of_methods_that_there_are() =>
        Assert.Empty(Anyone.Concat(Keys).Except(All().Select(method => method.Name)));

    [Fact]
    public async Task Each_method_lets_in_whom_it_should()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var owner = await Person.RegisterAsync(system);
        var customer = await SignedIn.AsCustomerAsync(system, Cancelled);
        var admin = await SignedIn.AsStaffAsync(system, "admin", Cancelled);
        var key = await KeyTokenAsync(system, await owner.CreateKeyAsync("shipments:read", "shipments:write", "notifications:send"));
        var narrowKey = await KeyTokenAsync(system, await owner.CreateKeyAsync("tracking:read"));

        foreach (var method in All().Where(method => !method.IsClientStreaming && !method.IsServerStreaming))
        {
            using var channel = GrpcChannel.ForAddress(system.Endpoint(ServiceOf(method), "grpc"));
            var isAnyones = Anyone.Contains(method.Name);
            var isOfStaffsService = method.Service.Name is nameof(AdministrationService) or nameof(QueuesService)
                or nameof(SuppressionsService) or nameof(TemplatesService) or nameof(StatisticsService);
            var isStaffs = isOfStaffsService || method.Name == "ApplyScans";
            var letIn = new List<bool>();
            foreach (var caller in new Metadata[] { [], customer, key, narrowKey })
            {
                letIn.Add(await IsLetInAsync(channel, method, caller));
            }

            Assert.True(letIn is [var nobody, var people, var byKey, var byNarrowKey]
                && nobody == isAnyones
                && people == !isStaffs
                && byKey == (isAnyones || Keys.Contains(method.Name))
                && byNarrowKey == isAnyones,
                $"{method.FullName}: nobody, a customer, a key, a narrow key are let in: {string.Join(", ", letIn)}");
            Assert.True(!isStaffs || await IsLetInAsync(channel, method, admin), method.FullName);
        }
    }

    /// <summary>Every service has queues; one stands for all.</summary>
    private static string ServiceOf(MethodDescriptor method) =>
        method.Service.Name == nameof(QueuesService) ? "tracking" : method.FullName.Split('.')[1];

    private static IEnumerable<MethodDescriptor> All() => Files.SelectMany(file => file.Services).SelectMany(service => service.Methods);

    private static async Task<Metadata> KeyTokenAsync(RunningSystem system, string key)
    {
        using var channel = GrpcChannel.ForAddress(system.Endpoint("identity", "grpc"));
        var answer = await new ApiKeysService.ApiKeysServiceClient(channel)
            .ExchangeApiKeyAsync(new ExchangeApiKeyRequest { Key = key }, cancellationToken: Cancelled);
        return new Metadata { { "authorization", $"Bearer {answer.AccessToken}" } };
    }

    /// <summary>
    /// Asks with an empty message. What the method itself refuses carries a code of ours; what the door refuses does not.
    /// </summary>
    private static async Task<bool> IsLetInAsync(GrpcChannel channel, MethodDescriptor method, Metadata headers)
    {
        var bytes = Marshallers.Create(message => message, message => message);
        var call = new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, bytes, bytes);
        try
        {
            await channel.CreateCallInvoker().AsyncUnaryCall(call, host: null, new CallOptions(headers, cancellationToken: Cancelled), []);
            return true;
        }
        catch (RpcException refusal)
        {
            var code = refusal.ToError().Code;
            Assert.NotEqual(StatusCode.Internal, refusal.StatusCode);
            return code is not ("grpc.Unauthenticated" or "grpc.PermissionDenied");
        }
    }
}
