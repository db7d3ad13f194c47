using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Xunit;

namespace Logistics.Tests.Hosting;

public sealed class ReplicaTests
{
    private static readonly string[] Services = ["identity", "shipments", "tracking", "notifications"];

    [Fact]
    public async Task Replicas_are_taken_from_configuration()
    {
        var test = TestContext.Current.CancellationToken;
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Logistics_AppHost>(
            ["Replicas:shipments=3"], test);

        var shipments = builder.Resources.Single(resource => resource.Name == "shipments");

        Assert.Equal(3, shipments.Annotations.OfType<ReplicaAnnotation>().Last().Replicas);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    public async Task A_number_of_replicas_that_makes_no_sense_is_refused_by_name(string replicas)
    {
        var test = TestContext.Current.CancellationToken;

        var refused = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.Logistics_AppHost>([$"Replicas:tracking={replicas}"], test));

        Assert.Contains("Replicas:tracking", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_answer_on_one_address_also_while_one_is_dead()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        var test = limit.Token;
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Logistics_AppHost>(test);
        builder.Resources.Clear();
        var cache = builder.AddRedis("spare-cache");
        var gateway = builder.AddProject<Projects.Logistics_Gateway>("gateway").WithReplicas(2)
            .WithHttpHealthCheck("/alive").WithReference(cache, "cache").WaitFor(cache);
        foreach (var service in Services)
        {
            gateway.WithEnvironment($"services__{service}__http__0", "http://localhost:1")
                .WithEnvironment($"services__{service}__grpc__0", "http://localhost:1");
        }

        await using var app = await builder.BuildAsync(test);
        await app.StartAsync(test);
        var pids = await ProcessesAsync(app, 2, test);
        using var client = app.CreateHttpClient("gateway");
        client.DefaultRequestHeaders.ConnectionClose = true;

        using (var process = Process.GetProcessById(pids.First()))
        {
            process.Kill();
            await process.WaitForExitAsync(test);
        }

        for (var request = 0; request < 20; request++)
        {
            using var answer = await client.GetAsync("/alive", test);
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    private static async Task<ICollection<int>> ProcessesAsync(DistributedApplication app, int count, CancellationToken cancellationToken)
    {
        var pids = new ConcurrentDictionary<string, int>();
        await foreach (var update in app.ResourceNotifications.WatchAsync(cancellationToken))
        {
            var healthy = update.Snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy;
            if (update.Resource.Name == "gateway" && healthy)
            {
                var pid = update.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value;
                pids[update.ResourceId] = Convert.ToInt32(pid, CultureInfo.InvariantCulture);
            }

            if (pids.Count == count)
            {
                break;
            }
        }

        return pids.Values;
    }
}
