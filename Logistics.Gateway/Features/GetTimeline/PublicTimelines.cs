using Grpc.Core;
using Logistics.Contracts.Tracking.V1;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway.Features.GetTimeline;

/// <summary>
/// Finished answers, kept for a moment: however many ask for one parcel, Tracking is asked once a second. An answer's time counts from
/// before it was read, so that none is older than <see cref="GatewayOptions.TimelinesKeptFor"/>, whatever was written meanwhile. Misses and
/// failures are not kept.
/// </summary>
internal sealed class PublicTimelines(TrackingService.TrackingServiceClient tracking, IOptions<GatewayOptions> options) : IDisposable
{
    private const int MaxKept = 4_096;

    private readonly Lock _lock = new();
    private readonly MemoryCache _answers = new(
        new MemoryCacheOptions { SizeLimit = MaxKept, ExpirationScanFrequency = TimeSpan.FromSeconds(1) });

    /// <param name="number">In its canonical form.</param>
    /// <exception cref="RpcException">As Tracking says; <c>NOT_FOUND</c> where there is no such parcel.</exception>
    public Task<PublicTimeline> GetAsync(string number)
    {
        if (!_answers.TryGetValue(number, out Lazy<Task<PublicTimeline>>? answer))
        {
            lock (_lock)
            {
                if (!_answers.TryGetValue(number, out answer))
                {
                    answer = new Lazy<Task<PublicTimeline>>(() => ReadAsync(number));
                    _answers.Set(
                        number, answer,
                        new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = options.Value.TimelinesKeptFor });
                }
            }
        }

        return answer!.Value; // not null: found or made
    }

    /// <summary>Something happened to this parcel.</summary>
    public void Forget(string number) => _answers.Remove(number);

    public void Dispose() => _answers.Dispose();

    /// <summary>For all who wait for it: none of them can cancel it; its deadline does.</summary>
    private async Task<PublicTimeline> ReadAsync(string number)
    {
        try
        {
            var request = new GetTimelineRequest { TrackingNumber = number };
            return PublicTimeline.Of(
                await tracking.GetTimelineAsync(request, cancellationToken: CancellationToken.None), options.Value.TimelinesKeptFor);
        }
        catch (RpcException)
        {
            Forget(number);
            throw;
        }
    }
}
