using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Web;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Simulator.Cast;
using Logistics.Simulator.Verification;

namespace Logistics.Tests.Simulator;

/// <summary>The public API as far as the demo needs it, answered from memory: right, but for what it is told to get wrong.</summary>
/// <param name="clock">When mails are sent.</param>
/// <param name="loses">Events that do not get to the timeline.</param>
/// <param name="repeats">Events whose notifications go out twice.</param>
internal sealed class TinyPlatform(TimeProvider clock, Func<ShipmentStatus, bool> loses, Func<ShipmentStatus, bool> repeats)
    : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _accounts = ["driver@demo.example", "warehouse@demo.example", "support@demo.example"];
    private readonly Dictionary<string, Parcel> _parcels = [];
    private readonly List<JsonObject> _mails = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query); // not null: the client made it
        lock (_lock)
        {
            return request.RequestUri.AbsolutePath.Split('/')[2..] switch
            {
                ["auth", "register"] => Register(body!),
                ["auth", "login"] => SignIn(body!),
                ["shipments"] => Create(body!),
                ["shipments", var number, "status"] => Happen(_parcels[number], body!),
                ["tracking", var number] => Answer(_parcels[number].Timeline()),
                ["me"] => Answer(new JsonObject { ["emailConfirmed"] = true }),
                ["me", "notifications"] => Page(_parcels[query["trackingNumber"]!].Notifications),
                ["dev", "mails"] => Page(_mails.Where(mail => (string?)mail["to"] == query["to"])),
                _ => new HttpResponseMessage(HttpStatusCode.NotFound),
            };
        }
    }

    private HttpResponseMessage Register(JsonObject body)
    {
        _accounts.Add((string)body["email"]!);
        return new HttpResponseMessage(HttpStatusCode.Accepted);
    }

    private HttpResponseMessage SignIn(JsonObject body) => _accounts.Contains((string)body["email"]!)
        ? Answer(new JsonObject { ["accessToken"] = "token", ["expiresIn"] = 900 })
        : new HttpResponseMessage(HttpStatusCode.Unauthorized);

    private HttpResponseMessage Create(JsonObject body)
    {
        var number = $"PKG{_parcels.Count:D13}";
        _parcels.Add(number, new Parcel(number, (string)body["sender"]!["email"]!, (string)body["recipient"]!["email"]!));
        return Happen(_parcels[number], new JsonObject { ["status"] = "CREATED", ["occurredAt"] = clock.GetUtcNow() });
    }

    private HttpResponseMessage Happen(Parcel parcel, JsonObject body)
    {
        parcel.Sequence++;
        var status = Enum.GetValues<ShipmentStatus>().Single(value => value.ToWire() == (string)body["status"]!);
        var eventId = Guid.CreateVersion7(clock.GetUtcNow());
        if (!loses(status))
        {
            parcel.Events.Add(new JsonObject
            {
                ["eventId"] = eventId,
                ["sequence"] = parcel.Sequence,
                ["status"] = status.ToWire(),
                ["timestamp"] = body["occurredAt"]!.DeepClone(),
            });
        }

        for (var copy = 0; copy < (repeats(status) ? 2 : 1); copy++)
        {
            Tell(parcel, status, eventId);
        }

        return Answer(new JsonObject { ["trackingNumber"] = parcel.Number, ["status"] = status.ToWire(), ["version"] = parcel.Sequence });
    }

    private void Tell(Parcel parcel, ShipmentStatus status, Guid eventId)
    {
        var tellings = NotificationRules.For(status).Where(telling =>
            Merchant.All.Any(merchant => merchant.Email == parcel.Recipient) || telling != new Telling("recipient", "IN_APP"));
        foreach (var telling in tellings)
        {
            var id = Guid.CreateVersion7(clock.GetUtcNow());
            parcel.Notifications.Add(new JsonObject
            {
                ["id"] = id,
                ["eventId"] = eventId,
                ["template"] = "t",
                ["channel"] = telling.Channel,
                ["recipientRole"] = telling.Role,
                ["state"] = "SENT",
            });
            if (telling.Channel == "EMAIL")
            {
                _mails.Add(new JsonObject
                {
                    ["id"] = id,
                    ["to"] = telling.Role == "sender" ? parcel.Sender : parcel.Recipient,
                    ["subject"] = "s",
                    ["sentAt"] = clock.GetUtcNow(),
                    ["messageId"] = $"{id:N}@logistics.example",
                });
            }
        }
    }

    private static HttpResponseMessage Page(IEnumerable<JsonObject> items) =>
        Answer(new JsonObject { ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]), ["nextCursor"] = null });

    private static HttpResponseMessage Answer(JsonObject body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString()) };

    private sealed record Parcel(string Number, string Sender, string Recipient)
    {
        public int Sequence { get; set; }

        public List<JsonObject> Events { get; } = [];

        public List<JsonObject> Notifications { get; } = [];

        public JsonObject Timeline() => new()
        {
            ["trackingNumber"] = Number,
            ["status"] = Events.Count > 0 ? Events[^1]["status"]!.DeepClone() : "CREATED",
            ["sequence"] = Events.Count > 0 ? Events[^1]["sequence"]!.DeepClone() : 0,
            ["events"] = new JsonArray([.. Events.Select(e => e.DeepClone())]),
        };
    }
}
