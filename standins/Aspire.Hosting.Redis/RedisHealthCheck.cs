using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>AUTH and PING in the protocol's own words.</summary>
internal sealed class RedisHealthCheck(RedisResource redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", redis.PrimaryEndpoint.Port, cancellationToken);
            await using var stream = client.GetStream();
            var password = await redis.PasswordParameter!.GetValueAsync(cancellationToken) ?? ""; // AddRedis sets one
            await stream.WriteAsync(Encoding.UTF8.GetBytes(
                $"*2\r\n$4\r\nAUTH\r\n${Encoding.UTF8.GetByteCount(password)}\r\n{password}\r\n*1\r\n$4\r\nPING\r\n"), cancellationToken);
            using var reader = new StreamReader(stream);
            var authenticated = await reader.ReadLineAsync(cancellationToken);
            var answer = authenticated == "+OK" ? await reader.ReadLineAsync(cancellationToken) : authenticated;
            return answer == "+PONG" ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"Redis answered: {answer}");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
