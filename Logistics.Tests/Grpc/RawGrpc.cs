using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Logistics.Tests.Grpc;

/// <summary>gRPC by hand over HTTP/2, to send what no proper client would.</summary>
internal sealed class RawGrpc(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>One message with its flag and length.</summary>
    public static byte[] Frame(IMessage message) => Frame(0, message.ToByteArray());

    public static byte[] Frame(byte flag, byte[] payload)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    public async Task<Answer> CallAsync(string method, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/logistics.tests.v1.Probe/{method}");
        using var response = await SendAsync(request, body, "application/grpc", headers);
        return await Answer.ReadAsync(response);
    }

    public Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What came back, the status from wherever it stood.</summary>
    internal sealed record Answer(HttpStatusCode HttpStatus, HttpResponseHeaders Headers, HttpResponseHeaders Trailers, byte[] Body)
    {
        public bool IsTrailersOnly => Headers.Contains("grpc-status");

        public string? Status => Find("grpc-status");

        public string? Find(string name) =>
            (Trailers.TryGetValues(name, out var values) || Headers.TryGetValues(name, out values)) ? values.Single() : null;

        public static async Task<Answer> ReadAsync(HttpResponseMessage response)
        {
            var body = await response.Content.ReadAsByteArrayAsync();
            return new Answer(response.StatusCode, response.Headers, response.TrailingHeaders, body);
        }
    }
}
