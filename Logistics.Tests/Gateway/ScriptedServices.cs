using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Logistics.Tests.Gateway;

/// <summary>
/// What the Gateway meets behind it, over real gRPC and HTTP, under the test's control: a Tracking service whose timelines and live entries
/// the test writes, that can go away and come back; a Shipments service that keeps what it is asked; Identity's public keys.
/// </summary>
internal sealed class ScriptedServices : IAsyncDisposable
{
    private static readonly string[] Names = ["identity", "shipments", "tracking", "notifications"];

    private readonly ECDsaSecurityKey _key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };
    private int _grpcPort;
    private WebApplication? _http;
    private WebApplication? _grpc;

    public ScriptedTracking Tracking { get; } = new();

    public ScriptedShipments Shipments { get; } = new();

    /// <summary>A customer's access token.</summary>
    public string Token => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "logistics-identity",
        Audience = "logistics",
        TokenType = "at+jwt",
        Claims = new Dictionary<string, object> { ["sub"] = "01975e60-0000-7000-8000-000000000001", ["role"] = "CUSTOMER" },
        SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.EcdsaSha256),
    });

    /// <summary>As the AppHost would tell them.</summary>
    public IEnumerable<string> Addresses => Names.SelectMany(service => new[]
    {
        $"--services:{service}:http:0=http://127.0.0.1:{PortOf(_http)}",
        $"--services:{service}:grpc:0=http://127.0.0.1:{_grpcPort}",
    });

    public async Task StartAsync()
    {
        _http = Create(0, HttpProtocols.Http1);
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(_key);
        _http.MapGet("/.well-known/jwks.json", () => Results.Text(
            $$"""{"keys":[{"kty":"EC","use":"sig","alg":"ES256","crv":"P-256","kid":"test","x":"{{key.X}}","y":"{{key.Y}}"}]}""",
            "application/json"));
        _http.MapGet("/health", () => Results.Text(
            """{"status":"Healthy","checks":{"database":{"status":"Healthy","milliseconds":1}}}""", "application/json"));
        await _http.StartAsync();
        await ComeBackAsync();
    }

    /// <summary>The gRPC services die: connections break, new ones are refused.</summary>
    public async Task GoAwayAsync()
    {
        Tracking.BreakAll();
        if (_grpc is not null)
        {
            await _grpc.DisposeAsync();
            _grpc = null;
        }
    }

    /// <summary>And are there again, at the same address.</summary>
    public async Task ComeBackAsync()
    {
        _grpc = Create(_grpcPort, HttpProtocols.Http2);
        _grpc.MapGrpcService<ScriptedTracking>();
        _grpc.MapGrpcService<ScriptedShipments>();
        await _grpc.StartAsync();
        _grpcPort = PortOf(_grpc);
    }

    public async ValueTask DisposeAsync()
    {
        await GoAwayAsync();
        if (_http is not null)
        {
            await _http.DisposeAsync();
        }
    }

    private WebApplication Create(int port, HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = protocols));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(Tracking);
        builder.Services.AddSingleton(Shipments);
        return builder.Build();
    }

    private static int PortOf(WebApplication? app) =>
        new Uri(app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
}

/// <summary>Timelines that the test writes, and watches that it can feed and break.</summary>
internal sealed class ScriptedTracking : TrackingService.TrackingServiceBase
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Timeline> _timelines = [];
    private readonly List<ChannelWriter<WatchResponse>> _watches = [];

    /// <summary>How often each number was asked for.</summary>
    public ConcurrentQueue<string> Reads { get; } = [];

    /// <summary>How often each number was followed.</summary>
    public ConcurrentQueue<string> Follows { get; } = [];

    public ConcurrentQueue<string> Unfollows { get; } = [];

    public int OpenWatches
    {
        get
        {
            lock (_lock)
            {
                return _watches.Count;
            }
        }
    }

    /// <summary>Stores the next event of a parcel; tells the watchers of it unless they are to miss it.</summary>
    public void Add(string number, ShipmentStatus status, bool announce = true)
    {
        lock (_lock)
        {
            if (!_timelines.TryGetValue(number, out var timeline))
            {
                _timelines.Add(number, timeline = new Timeline { TrackingNumber = number, ServiceLevel = ServiceLevel.Standard });
            }

            timeline.Status = status;
            timeline.Sequence++;
            var at = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 4, 6, 11, timeline.Sequence, 0, TimeSpan.Zero));
            var entry = new TimelineEntry
            {
                EventId = $"event-{timeline.Sequence}",
                Kind = EntryKind.Step,
                Sequence = timeline.Sequence,
                Status = status,
                Place = new Place { Name = "Algiers Sorting Center", City = "Algiers", Country = "DZ" },
                OccurredAt = at,
                OccurredAtOffsetMinutes = 60,
                RecordedAt = at,
            };
            timeline.Entries.Add(entry);
            if (announce)
            {
                _watches.ForEach(watch => watch.TryWrite(new WatchResponse { TrackingNumber = number, Entry = entry }));
            }
        }
    }

    /// <summary>Ends every watch with UNAVAILABLE, as a service that is stopped does.</summary>
    public void BreakAll()
    {
        lock (_lock)
        {
            _watches.ForEach(watch => watch.TryComplete(new RpcException(new Status(StatusCode.Unavailable, "Away."))));
        }
    }

    public override Task<Timeline> GetTimeline(GetTimelineRequest request, ServerCallContext context)
    {
        Reads.Enqueue(request.TrackingNumber);
        lock (_lock)
        {
            return _timelines.TryGetValue(request.TrackingNumber, out var timeline)
                ? Task.FromResult(timeline.Clone())
                : throw new Error("tracking.not_found", "There is no such parcel.", ErrorKind.NotFound).ToRpcException();
        }
    }

    public override async Task Watch(
        IAsyncStreamReader<WatchRequest> requestStream, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context)
    {
        var responses = Channel.CreateUnbounded<WatchResponse>();
        lock (_lock)
        {
            _watches.Add(responses.Writer);
        }

        var reading = ReadAsync(requestStream, responses.Writer, context.CancellationToken);
        try
        {
            await foreach (var response in responses.Reader.ReadAllAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(response, context.CancellationToken);
            }
        }
        finally
        {
            lock (_lock)
            {
                _watches.Remove(responses.Writer);
            }

            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(
        IAsyncStreamReader<WatchRequest> requests, ChannelWriter<WatchResponse> responses, CancellationToken cancellationToken)
    {
        while (await requests.MoveNext(cancellationToken))
        {
            if (requests.Current.ActionCase == WatchRequest.ActionOneofCase.Follow)
            {
                Follows.Enqueue(requests.Current.Follow);
                responses.TryWrite(new WatchResponse { TrackingNumber = requests.Current.Follow, Following = true });
            }
            else
            {
                Unfollows.Enqueue(requests.Current.Unfollow);
            }
        }
    }
}

/// <summary>Keeps what it was asked, and answers a shipment.</summary>
internal sealed class ScriptedShipments : ShipmentsService.ShipmentsServiceBase
{
    private TaskCompletionSource? _hold;

    public ConcurrentQueue<CreateShipmentRequest> Created { get; } = [];

    public ConcurrentQueue<ChangeStatusRequest> Changed { get; } = [];

    /// <summary>What the next call fails with.</summary>
    public Error? Failure { get; set; }

    /// <summary>Holds back the next creation until it is told how it ends.</summary>
    public TaskCompletionSource Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task<Shipment> CreateShipment(CreateShipmentRequest request, ServerCallContext context)
    {
        Created.Enqueue(request);
        if (Interlocked.Exchange(ref _hold, null) is { } hold)
        {
            await hold.Task;
        }

        return Failure is null ? Answer(request) : throw Failure.ToRpcException();
    }

    public override Task<Shipment> ChangeStatus(ChangeStatusRequest request, ServerCallContext context)
    {
        Changed.Enqueue(request);
        return Failure is null ? Task.FromResult(Answer(new CreateShipmentRequest())) : throw Failure.ToRpcException();
    }

    private static Shipment Answer(CreateShipmentRequest request) => new()
    {
        Id = "01975e60-0000-7000-8000-000000000002",
        TrackingNumber = "PKG7K3M9QX2VHDTG",
        Status = ShipmentStatus.Created,
        Version = 1,
        Sender = request.Sender ?? new Party(),
        Recipient = request.Recipient ?? new Party(),
        Parcels = { request.Parcels },
        ServiceLevel = request.ServiceLevel,
        CreatedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        UpdatedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
    };
}
