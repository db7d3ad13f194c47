using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Messaging.Broker;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Messaging.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;
using Xunit;

namespace Logistics.Tests.Messaging;

public sealed class ConsumerTests(MessagingServers servers) : IClassFixture<MessagingServers>
{
    [Fact]
    public async Task A_redelivered_event_has_no_second_effect()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var (first, second) = (TestEvents.Any(), TestEvents.Any());
        var broken = false;
        service.Script.OnCommitted = async _ =>
        {
            if (!broken)
            {
                broken = true; // committed and not acknowledged: it must come again
                var connection = await service.Services.GetRequiredService<RabbitMq>().Consuming.GetAsync(
                    TestContext.Current.CancellationToken);
                await connection.CloseAsync(TestContext.Current.CancellationToken);
            }
        };

        await service.PublishAsync(first);
        await Eventually.AssertAsync(() => broken);
        await service.PublishAsync(second);

        await service.HasEffectsAsync([first, second]);
    }

    [Fact]
    public async Task The_same_event_twice_in_a_batch_takes_effect_once()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        await using var wire = await RawQueue.ConnectAsync(servers.Broker);
        var (repeated, last) = (TestEvents.Any(), TestEvents.Any());

        for (var i = 0; i < 50; i++)
        {
            await wire.SendAsync(service.Queue, Properties(repeated), EventCatalogue.Serialize(repeated));
        }

        await service.PublishAsync(last);

        await service.HasEffectsAsync([repeated, last]);
    }

    [Fact]
    public async Task A_poisonous_event_hurts_no_other_and_dies_after_its_attempts()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var good = Enumerable.Range(0, 100).Select(_ => TestEvents.Any()).ToList();
        var poison = TestEvents.Any("poison");
        service.Script.OnHandle = events => events.OfType<UserRegistered>().Any(user => user.DisplayName == "poison")
            ? throw new InvalidOperationException("I cannot bear this one.")
            : Task.CompletedTask;

        await service.PublishAsync([.. good[..50], poison, .. good[50..]]);

        await service.HasEffectsAsync(good);
        var letter = Assert.Single(await service.DeadLettersAsync(1));
        Assert.Equal((poison.EventId, service.Queue, DeadLetterReasons.AttemptsExhausted, 3),
            (letter.EventId, letter.Queue, letter.Reason, letter.Attempts));
        Assert.Equal("InvalidOperationException: I cannot bear this one.", letter.Detail);
        Assert.Equal((UserRegistered.Name, poison.Subject, service.Name), (letter.EventName, letter.Subject, letter.Source));
        Assert.Equal(EventCatalogue.Serialize(poison), letter.Body);
        Assert.Equal(HealthStatus.Healthy, (await service.HealthAsync(TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task An_event_that_fails_for_a_while_is_retried_with_growing_delays_and_counted_in_our_own_header()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var @event = TestEvents.Any();
        var times = new List<long>();
        service.Script.OnHandle = _ =>
        {
            times.Add(TimeProvider.System.GetTimestamp());
            return times.Count < 3 ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;
        };

        await service.PublishAsync(@event);

        await service.HasEffectsAsync([@event]);
        Assert.Equal(3, times.Count);
        Assert.True(TimeProvider.System.GetElapsedTime(times[0], times[1]) >= TimeSpan.FromMilliseconds(100));
        Assert.True(TimeProvider.System.GetElapsedTime(times[1], times[2]) >= TimeSpan.FromMilliseconds(200));
        Assert.Empty(await service.DeadLettersAsync(0));
    }

    [Fact]
    public async Task A_retry_goes_to_the_queue_of_its_delay_with_the_attempts_that_it_has_used()
    {
        await using var service = await TestService.StartAsync(
            servers.Broker, await servers.CreateDatabaseAsync(), configure: options => options.RetryDelays = [TimeSpan.FromHours(1)]);
        var @event = TestEvents.Any();
        service.Script.OnHandle = _ => throw new InvalidOperationException("Not yet.");

        await service.PublishAsync(@event);

        await using var wire = await RawQueue.ConnectAsync(servers.Broker);
        await wire.WatchAsync($"{service.Queue}.retry.1h");
        await Eventually.AssertAsync(() => !wire.Seen.IsEmpty);
        Assert.True(wire.Seen.TryPeek(out var waiting));
        Assert.Equal((@event.EventId.ToString(), 1, true),
            (waiting.Properties.MessageId, waiting.Properties.Number("logistics-attempt"), waiting.Properties.Persistent));
        Assert.Equal("InvalidOperationException: Not yet.", waiting.Properties.Text("logistics-detail"));
    }

    [Fact]
    public async Task An_event_that_the_handler_rejects_dies_at_once()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var @event = TestEvents.Any();
        service.Script.OnHandle = _ => throw new RejectedEventException("No such user.");

        await service.PublishAsync(@event);

        var letter = Assert.Single(await service.DeadLettersAsync(1));
        Assert.Equal((DeadLetterReasons.Rejected, "No such user.", 1), (letter.Reason, letter.Detail, letter.Attempts));
    }

    [Theory]
    [InlineData("user.registered", "1.0", "{ not json", DeadLetterReasons.Unreadable)]
    [InlineData("user.registered", "1.0", "{}", DeadLetterReasons.Unreadable)]
    [InlineData("user.registered", "1.0", "null", DeadLetterReasons.Unreadable)]
    [InlineData("user.registered", "1.0", "", DeadLetterReasons.Unreadable)]
    [InlineData(null, "1.0", "{}", DeadLetterReasons.Unreadable)]
    [InlineData("user.abducted", "1.0", "{}", DeadLetterReasons.UnknownEvent)]
    [InlineData("user.registered", "2.0", "{}", DeadLetterReasons.UnknownEvent)]
    public async Task A_message_that_is_no_event_of_ours_dies_at_once_and_the_consumer_goes_on(
        string? type, string version, string body, string reason)
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        await using var wire = await RawQueue.ConnectAsync(servers.Broker);
        var properties = new BasicProperties { Headers = new Dictionary<string, object?> { ["cloudEvents:specversion"] = version } };
        if (type is not null)
        {
            properties.Type = type;
        }

        await wire.SendAsync(service.Queue, properties, Encoding.UTF8.GetBytes(body));
        var next = TestEvents.Any();
        await service.PublishAsync(next);

        await service.HasEffectsAsync([next]);
        var letter = Assert.Single(await service.DeadLettersAsync(1));
        Assert.Equal((reason, type ?? string.Empty, body), (letter.Reason, letter.EventName, Encoding.UTF8.GetString(letter.Body)));
        Assert.NotEmpty(letter.Detail!);
    }

    [Fact]
    public async Task What_a_handler_needs_being_away_pauses_the_consumer_and_uses_up_no_attempts()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var @event = TestEvents.Any();
        service.Script.OnHandle = _ =>
            service.Script.TimesHandled(@event.EventId) <= 5 ? throw new DependencyAwayException("The mail server") : Task.CompletedTask;

        await service.PublishAsync(@event);
        var health = await Eventually.AssertAsync(
            service.HealthAsync, health => health.Entries["subscriptions"].Status == HealthStatus.Unhealthy);

        Assert.Contains("The mail server is away", health.Entries["subscriptions"].Description, StringComparison.Ordinal);
        await service.HasEffectsAsync([@event]);
        Assert.Empty(await service.DeadLettersAsync(0));
        await Eventually.AssertAsync(service.HealthAsync, health => health.Status == HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_failure_after_the_commit_brings_nothing_back()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var (first, second) = (TestEvents.Any(), TestEvents.Any());
        service.Script.OnCommitted = _ => throw new InvalidOperationException("Nobody is watching.");

        await service.PublishAsync(first);
        await service.HasEffectsAsync([first]);
        await service.PublishAsync(second);

        await service.HasEffectsAsync([first, second]);
        Assert.Equal(1, service.Script.TimesHandled(first.EventId));
    }

    [Fact]
    public async Task A_consumer_that_the_broker_cancels_is_rebuilt_with_its_queues()
    {
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        await using var wire = await RawQueue.ConnectAsync(servers.Broker);

        await wire.Channel.QueueDeleteAsync(
            service.Queue, ifUnused: false, ifEmpty: false, cancellationToken: TestContext.Current.CancellationToken);
        await Eventually.AssertAsync(service.HealthAsync, health => health.Entries["subscriptions"].Status == HealthStatus.Unhealthy);
        await Eventually.AssertAsync(service.HealthAsync, health => health.Status == HealthStatus.Healthy);
        var @event = TestEvents.Any();
        await service.PublishAsync(@event);

        await service.HasEffectsAsync([@event]);
    }

    [Fact]
    public async Task Publish_and_processing_belong_to_the_trace_of_the_request()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var recorder = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MessagingTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(recorder);
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var @event = TestEvents.Any();

        using (var request = new Activity("request").Start())
        {
            await service.PublishAsync(@event);
            await service.HasEffectsAsync([@event]);
            await Eventually.AssertAsync(() => spans.Count(span => span.TraceId == request.TraceId) == 2);
            var (publish, process) = (
                spans.Single(IsOf(request, ActivityKind.Producer)), spans.Single(IsOf(request, ActivityKind.Consumer)));
            Assert.Equal((request.SpanId, publish.SpanId), (publish.ParentSpanId, process.ParentSpanId));
            Assert.Equal(($"publish {service.Exchange}", $"process {service.Queue}"), (publish.DisplayName, process.DisplayName));
            Assert.Equal(@event.EventId.ToString(), process.GetTagItem("messaging.message.id"));
        }

        static Func<Activity, bool> IsOf(Activity request, ActivityKind kind) =>
            span => span.TraceId == request.TraceId && span.Kind == kind;
    }

    [Fact]
    public async Task A_stopping_service_finishes_the_batch_in_hand()
    {
        var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync());
        var @event = TestEvents.Any();
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        service.Script.OnHandle = async _ =>
        {
            entered.TrySetResult();
            await leave.Task;
        };
        await service.PublishAsync(@event);
        await entered.Task.WaitAsync(TestContext.Current.CancellationToken);

        var stopped = service.StopAsync();
        leave.SetResult();
        await stopped;

        Assert.Equal([@event.EventId], await service.EffectsAsync(TestContext.Current.CancellationToken));
        await using var wire = await RawQueue.ConnectAsync(servers.Broker);
        Assert.Equal(0u, await wire.Channel.MessageCountAsync(service.Queue, TestContext.Current.CancellationToken));
        await service.DisposeAsync();
    }

    private static BasicProperties Properties(UserRegistered @event) =>
        new() { Type = @event.EventName, MessageId = @event.EventId.ToString() };
}
