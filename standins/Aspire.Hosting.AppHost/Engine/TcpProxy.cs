using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Engine;

/// <summary>One port in front of a service's replicas: connections go round, past those that do not answer.</summary>
internal sealed class TcpProxy(int port, Func<IReadOnlyList<int>> targets) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly List<Task> _loops = [];
    private int _next;

    public void Begin()
    {
        foreach (var address in Socket.OSSupportsIPv6 ? (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback])
        {
            var listener = new TcpListener(address, port);
            listener.Start(backlog: 512);
            _listeners.Add(listener);
            _loops.Add(AcceptAsync(listener));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_loops);
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        _ending.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(_ending.Token);
                _ = ServeAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The AppHost stops.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            using var server = await ConnectAsync();
            if (server is null)
            {
                return;
            }

            client.NoDelay = server.NoDelay = true;
            await Task.WhenAll(CopyAsync(client, server), CopyAsync(server, client));
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        var candidates = targets();
        var first = Interlocked.Increment(ref _next);
        for (var offset = 0; offset < candidates.Count; offset++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, candidates[(int)((uint)(first + offset) % candidates.Count)], _ending.Token);
                return socket;
            }
            catch (Exception unreachable) when (unreachable is SocketException or OperationCanceledException)
            {
                socket.Dispose();
            }
        }

        return null;
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, _ending.Token)) > 0)
            {
                await to.SendAsync(buffer.AsMemory(0, read), _ending.Token);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Broken on one side: end the other too.
            to.Close();
            from.Close();
        }
    }
}
