using Grpc.Core;
using Logistics.Contracts;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Live;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Tracking.Features.WatchTimeline;

/// <summary>Serves one watch stream: takes what to follow from the caller, sends what happens.</summary>
internal sealed class WatchTimelineHandler(Watchers watchers)
{
    private const int MaxFollowed = 100_000;

    public async Task WatchAsync(
        IAsyncStreamReader<WatchRequest> requests, IServerStreamWriter<WatchResponse> responses, CancellationToken cancellationToken)
    {
        using var writing = new SemaphoreSlim(1); // a gRPC stream takes one write at a time
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watcher = watchers.Add();
        var followed = new HashSet<string>(StringComparer.Ordinal);
        var taking = TakeRequestsAsync();
        var sending = SendEntriesAsync();
        try
        {
            // A caller that ends its side follows nothing more, and is still told of what it follows.
            if (await Task.WhenAny(taking, sending) == taking)
            {
                await taking;
            }

            await sending;
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(taking, sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            watchers.Remove(watcher, followed);
        }

        async Task TakeRequestsAsync()
        {
            while (await requests.MoveNext(ending.Token))
            {
                switch (requests.Current)
                {
                    case { ActionCase: WatchRequest.ActionOneofCase.Follow, Follow: var text }:
                        await WriteAsync(new WatchResponse { TrackingNumber = text, Following = Follow(text) });
                        break;
                    case { ActionCase: WatchRequest.ActionOneofCase.Unfollow, Unfollow: var text }:
                        Unfollow(text);
                        break;
                }
            }
        }

        async Task SendEntriesAsync()
        {
            await foreach (var entry in watcher.ReadAllAsync(ending.Token))
            {
                await WriteAsync(entry);
            }
        }

        async Task WriteAsync(WatchResponse response)
        {
            await writing.WaitAsync(ending.Token);
            try
            {
                await responses.WriteAsync(response, ending.Token);
            }
            finally
            {
                writing.Release();
            }
        }

        bool Follow(string text)
        {
            if (!TrackingNumber.TryParse(text, out var number))
            {
                return false;
            }

            if (followed.Count == MaxFollowed)
            {
                throw LiveErrors.TooMany.ToRpcException();
            }

            followed.Add(number.ToString());
            watchers.Follow(watcher, number.ToString());
            return true;
        }

        void Unfollow(string text)
        {
            if (TrackingNumber.TryParse(text, out var number) && followed.Remove(number.ToString()))
            {
                watchers.Unfollow(watcher, number.ToString());
            }
        }
    }
}
