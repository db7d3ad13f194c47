using System.Net;
using Logistics.Contracts.Events;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Features.SendWebhooks;
using Logistics.Tracking.Persistence;
using Microsoft.Extensions.Options;

namespace Logistics.Tracking.Features.ManageWebhooks;

/// <summary>Reads what a webhook is to be, and collects what is wrong with it.</summary>
internal sealed class WebhookFields(IOptions<WebhookOptions> options, PublicAddresses addresses)
{
    private static readonly string[] EventNames =
    [
        .. EventCatalogue.Names.Where(name => name.StartsWith("shipment.", StringComparison.Ordinal)),
        .. NotificationChanged.States.Select(NotificationChanged.NameOf),
    ];

    /// <param name="url">As given; <see langword="null"/>: not at all.</param>
    /// <param name="events">As given; <see langword="null"/>: not at all.</param>
    /// <returns>The faults; the events in order, each once.</returns>
    public Result<string[]> Check(string? url, IEnumerable<string>? events)
    {
        var faults = new FieldFaults();
        if (url is not null && !IsGood(url))
        {
            var scheme = options.Value.AllowHttp ? "http or https" : "https";
            faults.Add(
                "url",
                $"Is an absolute {scheme} URL without user name and fragment, at a public address, of at most {MaxLength.Url} characters.");
        }

        string[] names = [.. (events ?? []).Distinct().Order(StringComparer.Ordinal)];
        if (names.Except(EventNames).Any())
        {
            faults.Add("events", $"Are among {string.Join(", ", EventNames)}; none means all of shipments.");
        }

        return faults.Unless(() => names);
    }

    /// <summary>Where a name leads is looked at whenever it is connected to; an address can be told at once.</summary>
    private bool IsGood(string url) =>
        url.Length <= MaxLength.Url
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (options.Value.AllowHttp && uri.Scheme == Uri.UriSchemeHttp))
        && uri is { UserInfo: "", Fragment: "", Host.Length: > 0 }
        && (!IPAddress.TryParse(uri.DnsSafeHost, out var address) || addresses.MayCall(address));
}
