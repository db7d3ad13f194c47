using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;
using Logistics.Tests.Grpc.Protos;

namespace Logistics.Tests.Grpc;

/// <summary>A port that takes connections and never says a word.</summary>
internal sealed class SilentListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly GrpcChannel _channel;

    public SilentListener()
    {
        _listener.Start();
        _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
    }

    public Probe.ProbeClient CreateClient() => new(_channel);

    /// <summary>Closes the port, and what came in with a reset.</summary>
    public void Stop() => _listener.Stop();

    public void Dispose()
    {
        _channel.Dispose();
        _listener.Dispose();
    }
}
