using System.Globalization;
using System.Text.Json;
using Logistics.Bench.Hosting;
using Logistics.Bench.Limits.BarePipeline;
using Logistics.Bench.Load;
using Logistics.Bench.Measuring;
using Logistics.Contracts.Common.V1;
using Logistics.Simulator.Api;

namespace Logistics.Bench.Figures;

/// <summary>What the figures share: the system, the limit beside it, and who calls.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly byte[] Shipment = JsonSerializer.SerializeToUtf8Bytes(
        new CreateShipmentRequest(
            new PartyBody("Amina Haddad", null, "amina@example.com", new AddressBody("12 Rue Didouche Mourad", "Algiers", "16000", "DZ")),
            new PartyBody("Camille Laurent", null, "camille@example.com", new AddressBody("8 Rue des Martyrs", "Paris", "75009", "FR")),
            [new ParcelBody(1200, 300, 200, 150, "Olive oil")],
            ServiceLevel.Express,
            "BENCH"),
        ApiJsonContext.Default.CreateShipmentRequest);

    private static readonly byte[] BareShipment = JsonSerializer.SerializeToUtf8Bytes(BareRequest.Sample, BareJson.Default.BareRequest);

    private readonly HttpClient _http;
    private readonly LogisticsApi _api;
    private readonly Account _merchant;
    private readonly Account _driver;
    private readonly string _run;
    private readonly StartedSystem? _started;
    private RunningBarePipeline? _bare;
    private IReadOnlyDictionary<string, double> _usedBefore = new Dictionary<string, double>();
    private long _keys;

    private Stage(SystemUnderTest system, StartedSystem? started, TimeProvider clock)
    {
        System = system;
        _started = started;
        Clock = clock;
        Backlog = new Backlog(system, clock);
        _run = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
        _merchant = new Account("customer@demo.example", system.DemoPassword); // confirmed, so that its mails go out
        _driver = new Account("driver@demo.example", system.DemoPassword);
        _http = new HttpClient { BaseAddress = system.Url, Timeout = Timeout.InfiniteTimeSpan };
        _api = new LogisticsApi(new ApiTransport(_http, clock, Patience, _ => { }), clock);
    }

    public SystemUnderTest System { get; private set; }

    /// <summary>Whether the bench has started the system itself, and may break it.</summary>
    public bool IsOurs => _started is not null;

    /// <summary>Runs once <see cref="BeginBarePipelineAsync"/> is done.</summary>
    public RunningBarePipeline Bare => _bare ?? throw new InvalidOperationException("The bare pipeline does not run.");

    public TimeProvider Clock { get; }

    public Backlog Backlog { get; }

    /// <summary>Every process whose use is counted, by name.</summary>
    public IReadOnlyDictionary<string, int> ProcessIds =>
        new Dictionary<string, int>(System.ProcessIds.Concat(_bare?.ProcessIds ?? new Dictionary<string, int>()))
        {
            ["bench"] = Environment.ProcessId,
        };

    /// <summary>A system that others have started, and use.</summary>
    public static Stage Around(SystemUnderTest system, TimeProvider clock) => new(system, started: null, clock);

    public static Stage Around(StartedSystem started, TimeProvider clock) => new(started.System, started, clock);

    public async Task BeginBarePipelineAsync(CancellationToken cancellationToken) =>
        _bare = await RunningBarePipeline.StartAsync(System, cancellationToken);

    /// <summary>Only where the system is ours.</summary>
    public async Task RestartServicesAsync(CancellationToken cancellationToken)
    {
        foreach (var service in HostVerb.Services)
        {
            await CommandAsync($"kill {service}", cancellationToken);
            await CommandAsync($"start {service}", cancellationToken);
        }
    }

    /// <summary>As <see cref="StartedSystem.CommandAsync"/>; only where the system is ours.</summary>
    public async Task CommandAsync(string command, CancellationToken cancellationToken)
    {
        await _started!.CommandAsync(command, cancellationToken); // not null: the catalogue asks for it only then
        System = _started.System;
    }

    /// <summary>What a measurement does before this is preparation, and its processor time is not counted.</summary>
    /// <returns>The time.</returns>
    public DateTimeOffset BeginCounting()
    {
        _usedBefore = ProcessTree.ProcessorSeconds(ProcessIds);
        return Clock.GetUtcNow();
    }

    /// <summary>Processor seconds by process since <see cref="BeginCounting"/>.</summary>
    public IReadOnlyDictionary<string, double> Used() => ProcessTree.ProcessorSeconds(ProcessIds)
        .ToDictionary(use => use.Key, use => Math.Max(0, use.Value - _usedBefore.GetValueOrDefault(use.Key)));

    /// <summary>The Authorization header of the merchant.</summary>
    public async Task<string> MerchantAsync(CancellationToken cancellationToken) =>
        "Bearer " + await _api.TokenOfAsync(_merchant, cancellationToken);

    /// <summary>The Authorization header of the driver.</summary>
    public async Task<string> DriverAsync(CancellationToken cancellationToken) =>
        "Bearer " + await _api.TokenOfAsync(_driver, cancellationToken);

    public Task<Answer> CreateAsync(HttpLoad load, string merchant, CancellationToken cancellationToken) =>
        load.PostAsync("/v1/shipments", Shipment, merchant, NewKey(), cancellationToken);

    public Task<Answer> MoveAsync(
        HttpLoad load, string driver, string trackingNumber, byte[] status, CancellationToken cancellationToken) =>
        load.PostAsync($"/v1/shipments/{trackingNumber}/status", status, driver, NewKey(), cancellationToken);

    public static Task<Answer> CreateBareAsync(HttpLoad load, string path, CancellationToken cancellationToken) =>
        load.PostAsync(path, BareShipment, authorization: null, idempotencyKey: null, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Backlog.DisposeAsync();
        await (_bare?.DisposeAsync() ?? ValueTask.CompletedTask);
        _merchant.Dispose();
        _driver.Dispose();
        _http.Dispose();
    }

    private string NewKey() => string.Create(CultureInfo.InvariantCulture, $"{_run}-{Interlocked.Increment(ref _keys)}");
}
