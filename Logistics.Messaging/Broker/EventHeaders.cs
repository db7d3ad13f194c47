using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Logistics.Messaging.Broker;

/// <summary>The headers of a message: CloudEvents' attributes, W3C's trace context and our own.</summary>
internal static class EventHeaders
{
    public const string SpecVersion = "cloudEvents:specversion";
    public const string Id = "cloudEvents:id";
    public const string Type = "cloudEvents:type";
    public const string Source = "cloudEvents:source";
    public const string Time = "cloudEvents:time";
    public const string Subject = "cloudEvents:subject";
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";

    /// <summary>When the outbox took the event, in milliseconds of Unix time: AMQP's own timestamp has seconds.</summary>
    public const string RecordedAt = "logistics-recorded-at";

    /// <summary>Failed attempts so far. Ours, since what <c>x-death</c> counts has changed from version to version of RabbitMQ.</summary>
    public const string Attempt = "logistics-attempt";

    /// <summary>Why it failed last, as a code (<see cref="DeadLetterReasons"/>).</summary>
    public const string Reason = "logistics-reason";

    /// <summary>Why it failed last, in words.</summary>
    public const string Detail = "logistics-detail";

    /// <summary>When it was given up, in milliseconds of Unix time.</summary>
    public const string DiedAt = "logistics-died-at";

    public static string? Text(this IReadOnlyBasicProperties properties, string header) =>
        properties.Headers?.TryGetValue(header, out var value) != true ? null : AsText(value);

    public static long? Number(this IReadOnlyBasicProperties properties, string header) =>
        long.TryParse(properties.Text(header), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>AMQP's strings arrive as bytes.</summary>
    public static string? AsText(object? value) =>
        value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
