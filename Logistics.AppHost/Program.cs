using Logistics.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

var messaging = builder.AddRabbitMQ("messaging").WithManagementPlugin(15672).WithDataVolume("logistics-messaging");
var postgres = builder.AddPostgres("postgres").WithDataVolume("logistics-postgres");
var identityDb = postgres.AddDatabase("identitydb");
var shipmentsDb = postgres.AddDatabase("shipmentsdb");
var trackingDb = postgres.AddDatabase("trackingdb");
var notificationsDb = postgres.AddDatabase("notificationsdb");
var cache = builder.AddRedis("cache");

var demoPassword = builder.AddParameter(
    "demo-password", new GenerateParameterDefault { MinLength = 16, Special = false }, secret: true, persist: true);
// Identity's signing keys lie encrypted in its database: with this.
var keySecret = builder.AddParameter(
    "identity-key-secret", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
// The secrets of merchants' webhooks likewise in Tracking's; shared links are sealed.
var webhookSecret = builder.AddParameter(
    "webhook-key-secret", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
var shareSecret = builder.AddParameter(
    "share-key-secret", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);

var identity = builder.AddProject<Projects.Logistics_Identity>("identity")
    .AsService()
    .WithReference(identityDb).WaitFor(identityDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithEnvironment("Identity__DemoPassword", demoPassword)
    .WithEnvironment("Identity__KeySecret", keySecret);

var shipments = builder.AddProject<Projects.Logistics_Shipments>("shipments")
    .AsService()
    .WithReference(shipmentsDb).WaitFor(shipmentsDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(identity).WaitFor(identity)
    .WithEnvironment("Sharing__KeySecret", shareSecret);

var tracking = builder.AddProject<Projects.Logistics_Tracking>("tracking")
    .AsService()
    .WithReference(trackingDb).WaitFor(trackingDb)
    .WithReference(cache).WaitFor(cache)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(identity).WaitFor(identity)
    .WithEnvironment("Webhooks__KeySecret", webhookSecret);

var notifications = builder.AddProject<Projects.Logistics_Notifications>("notifications")
    .AsService()
    .WithReference(notificationsDb).WaitFor(notificationsDb)
    .WithReference(cache).WaitFor(cache)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(identity).WaitFor(identity)
    .WithProviders();

builder.AddProject<Projects.Logistics_Gateway>("gateway")
    .WithReplicasFromConfiguration()
    .WithPublicUrl()
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WithReference(cache).WaitFor(cache)
    .WithReference(identity).WaitFor(identity)
    .WithReference(shipments).WaitFor(shipments)
    .WithReference(tracking).WaitFor(tracking)
    .WithReference(notifications).WaitFor(notifications);

builder.Build().Run();
