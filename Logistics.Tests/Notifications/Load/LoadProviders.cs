using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Logistics.Contracts.Notifications.V1;
using Logistics.Tests.Mail;
using Logistics.Tests.Notifications.Support;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Xunit;

namespace Logistics.Tests.Notifications.Load;

/// <summary>
/// A provider of each channel, each of which fails one message in twenty for now: four in five of these are refused, one is cut off.
/// </summary>
internal sealed partial class LoadProviders(LoopbackFcm fcm, LoopbackSmsProvider sms, LoopbackSmtpServer smtp) : IAsyncDisposable
{
    private const int Connections = 8;

    /// <summary>
    /// The settings with which Notifications sends there, with leases so short that the tail of a run is not all waiting.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Smtp__Host"] = "localhost",
        ["Smtp__Port"] = $"{smtp.Port}",
        ["Smtp__Security"] = nameof(SecureSocketOptions.None),
        ["Smtp__Connections"] = $"{Connections}",
        ["Smtp__Timeout"] = "00:00:05",
        ["Push__CredentialFile"] = fcm.CredentialFile,
        ["Push__Url"] = fcm.Url.AbsoluteUri,
        ["Push__Timeout"] = "00:00:05",
        ["Sms__Primary__Url"] = sms.Url.AbsoluteUri,
        ["Sms__Primary__AccountSid"] = LoopbackSmsProvider.Sid,
        ["Sms__Primary__AuthToken"] = LoopbackSmsProvider.Token,
        ["Sms__Primary__From"] = "+15550100",
        ["Sms__Timeout"] = "00:00:05",
        ["Dispatch__RetryDelays__0"] = "00:00:01",
        ["Dispatch__RetryDelays__1"] = "00:00:02",
        ["Dispatch__RetryDelays__2"] = "00:00:04",
        ["Dispatch__RetryDelays__3"] = "00:00:08",
        ["Dispatch__RetryDelays__4"] = "00:00:16",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<LoadProviders> StartAsync() =>
        new(await LoopbackFcm.StartedAsync(Cancelled), await LoopbackSmsProvider.StartedAsync(Cancelled), new LoopbackSmtpServer());

    /// <summary>From now on they fail as said, or not at all.</summary>
    public void Fail(bool fails)
    {
        smtp.Script = line => fails && line.StartsWith("RCPT", StringComparison.Ordinal) && Draw() is { } cut
            ? cut
            ? Misbehaviour.Drop
            : new("451 4.3.0 later")
            : null;
        fcm.Script = _ => fails && Draw() is { } cut ? cut ? Fault.Drop : LoopbackFcm.Refusal(500, "INTERNAL", "INTERNAL") : null;
        sms.Script = _ => fails && Draw() is { } cut ? cut ? Fault.Drop : new Fault(500) : null;
    }

    /// <summary>How often each notification was taken.</summary>
    public IReadOnlyDictionary<Guid, int> Taken(Channel channel) => channel switch
    {
        Channel.Email => Count(smtp.Received.Select(mail => MessageId().Match(Encoding.ASCII.GetString(mail.Raw)).Groups[1].Value)),
        Channel.Push => Count(fcm.Taken.Select(message => (string)message["data"]!["notificationId"]!)), // not null: each of ours has it
        _ => Count(sms.Taken.Select(form => form["StatusCallback"][^36..])),
    };

    /// <summary>The limit: a bare loop that hands the provider messages of the same size, as many at once as our worker does.</summary>
    /// <returns>Messages in a second.</returns>
    public async Task<double> BareLoopAsync(Channel channel, int messages)
    {
        var started = Stopwatch.GetTimestamp();
        await (channel switch
        {
            Channel.Email => Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => MailAsync(messages / Connections))),
            Channel.Push => PushAsync(messages),
            _ => TextAsync(messages),
        });
        return messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await fcm.DisposeAsync();
        File.Delete(fcm.CredentialFile);
        await sms.DisposeAsync();
        await smtp.DisposeAsync();
    }

    /// <returns>Null nineteen times in twenty; else whether the line is cut.</returns>
    private static bool? Draw() => Random.Shared.Next(100) switch { 0 => true, < 5 => false, _ => null };

    private static Dictionary<Guid, int> Count(IEnumerable<string> ids) =>
        ids.GroupBy(Guid.Parse).ToDictionary(copies => copies.Key, copies => copies.Count());

    private async Task MailAsync(int messages)
    {
        using var like = new MemoryStream(smtp.Received.First().Raw);
        using var message = await MimeMessage.LoadAsync(like, Cancelled);
        using var client = new SmtpClient();
        await client.ConnectAsync("localhost", smtp.Port, SecureSocketOptions.None, Cancelled);
        for (var i = 0; i < messages; i++)
        {
            await client.SendAsync(message, Cancelled);
        }
    }

    private async Task PushAsync(int messages)
    {
        using var http = new HttpClient(new SocketsHttpHandler { EnableMultipleHttp2Connections = true })
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", fcm.NewToken());
        var body = $$"""{"message":{{fcm.Taken.First().ToJsonString()}}}""";
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), Together(100), async (_, cancellationToken) =>
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            (await http.PostAsync(new Uri(fcm.Url, "v1/projects/parcels/messages:send"), content, cancellationToken))
                .EnsureSuccessStatusCode().Dispose();
        });
    }

    private async Task TextAsync(int messages)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{LoopbackSmsProvider.Sid}:{LoopbackSmsProvider.Token}")));
        var form = sms.Taken.First();
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), Together(20), async (_, cancellationToken) =>
        {
            using var content = new FormUrlEncodedContent(form);
            var address = new Uri(sms.Url, $"2010-04-01/Accounts/{LoopbackSmsProvider.Sid}/Messages.json");
            (await http.PostAsync(address, content, cancellationToken)).EnsureSuccessStatusCode().Dispose();
        });
    }

    private static ParallelOptions Together(int requests) => new() { MaxDegreeOfParallelism = requests, CancellationToken = Cancelled };

    [GeneratedRegex("^Message-Id: *<([0-9a-f]{32})@", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex MessageId();
}
