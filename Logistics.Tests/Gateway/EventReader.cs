using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>A client of a live stream.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventReader(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _events = SseParser.Create(body).EnumerateAsync(TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
    }

    public static Task<EventReader> OpenAsync(HttpClient client, string trackingNumber, string? lastEventId = null) =>
        OpenPathAsync(client, $"/v1/tracking/{trackingNumber}/stream", lastEventId);

    public static async Task<EventReader> OpenPathAsync(HttpClient client, string path, string? lastEventId = null)
    {
        var token = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        response.EnsureSuccessStatusCode();
        Assert.Equal(new MediaTypeHeaderValue("text/event-stream"), response.Content.Headers.ContentType);
        return new EventReader(response, await response.Content.ReadAsStreamAsync(token));
    }

    /// <summary>The next event, within a few seconds.</summary>
    public async Task<(string Name, string Id, JsonElement Data)> NextAsync()
    {
        Assert.True(await MoveAsync(), "The stream has ended.");
        return (_events.Current.EventType, _events.Current.EventId ?? "", JsonDocument.Parse(_events.Current.Data).RootElement);
    }

    /// <summary>The same, past estimates: those may come at any time.</summary>
    public async Task<(string Name, string Id, JsonElement Data)> NextStepAsync()
    {
        var next = await NextAsync();
        return next.Name == "estimate" ? await NextStepAsync() : next;
    }

    /// <summary>Whether the server ended the stream.</summary>
    public async Task<bool> EndsAsync() => !await MoveAsync();

    public ValueTask DisposeAsync()
    {
        _response.Dispose(); // not the enumerator: a read may be under way, and ends by this
        return ValueTask.CompletedTask;
    }

    private Task<bool> MoveAsync() =>
        _events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
}
