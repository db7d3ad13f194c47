using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Logistics.Contracts.Identity.V1;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Identity;

/// <summary>
/// How long an answer takes does not tell whether an account exists. Known and unknown addresses are asked for in turn, so that whatever
/// else the machine does weighs on both, and medians are compared, which a few slow answers do not move.
/// </summary>
[Collection(SystemFixture.Disruptive)] // it breaks nothing, but measures: nothing else should run beside it
public sealed class TimingTests(SystemFixture fixture)
{
    private const int Pairs = 7;

    /// <summary>
    /// What a difference must be, against the median, to be told from noise over a network. Hashing a password takes about as long.
    /// </summary>
    private const double Telling = 0.25;

    private static readonly string[] Requests = ["sign in", "register", "forgot", "resend"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_time_of_an_answer_tells_nothing()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var channel = GrpcChannel.ForAddress(system.Endpoint("identity", "grpc"));
        var client = new IdentityService.IdentityServiceClient(channel);

        await Task.WhenAll(Requests.Select(what => CompareAsync(client, what)));
    }

    private static async Task CompareAsync(IdentityService.IdentityServiceClient client, string what)
    {
        var known = Enumerable.Range(0, Pairs + 1).Select(_ => NewEmail()).ToList();
        await Task.WhenAll(known.Select(email => AskAsync(client, "register", email)));

        await AskAsync(client, what, known[Pairs]); // the first of a kind is slower
        await AskAsync(client, what, NewEmail());
        var times = new List<(double Known, double Unknown)>();
        for (var i = 0; i < Pairs; i++)
        {
            var unknown = NewEmail();
            times.Add(i % 2 == 0
                ? (await TimeAsync(client, what, known[i]), await TimeAsync(client, what, unknown))
                : Swap(await TimeAsync(client, what, unknown), await TimeAsync(client, what, known[i])));
        }

        var (ofKnown, ofUnknown) = (Median(times.Select(time => time.Known)), Median(times.Select(time => time.Unknown)));
        Assert.True(
            Math.Abs(ofKnown - ofUnknown) < Telling * Math.Min(ofKnown, ofUnknown),
            $"{what}: known {ofKnown:0} ms, unknown {ofUnknown:0} ms");
    }

    private static string NewEmail() => $"amina-{Guid.CreateVersion7():N}@shop.example";

    private static (double Known, double Unknown) Swap(double unknown, double known) => (known, unknown);

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Pairs / 2);

    private static async Task<double> TimeAsync(IdentityService.IdentityServiceClient client, string what, string email)
    {
        var began = Stopwatch.GetTimestamp();
        await AskAsync(client, what, email);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task AskAsync(IdentityService.IdentityServiceClient client, string what, string email)
    {
        try
        {
            _ = what switch
            {
                "sign in" => await client.SignInAsync(
                    new SignInRequest { Email = email, Password = "not the password" }, cancellationToken: Cancelled),
                "register" => await client.RegisterAsync(
                    new RegisterRequest { Email = email, Password = "three parcels from Oran", Name = "Amina" },
                    cancellationToken: Cancelled),
                "forgot" => await client.ForgotPasswordAsync(new ForgotPasswordRequest { Email = email }, cancellationToken: Cancelled),
                "resend" => await client.ResendConfirmationAsync(
                    new ResendConfirmationRequest { Email = email }, cancellationToken: Cancelled) as object,
                _ => throw new ArgumentOutOfRangeException(nameof(what)),
            };
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.Unauthenticated)
        {
        }
    }
}
