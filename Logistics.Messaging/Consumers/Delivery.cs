using System.Text.Json;
using Logistics.Contracts.Events;
using Logistics.Messaging.Broker;
using RabbitMQ.Client;

namespace Logistics.Messaging.Consumers;

/// <summary>A message that the broker has handed over and waits to hear about.</summary>
/// <param name="Tag">What the channel calls it.</param>
/// <param name="Properties">Its AMQP properties and headers.</param>
/// <param name="Body">Its own copy of the body.</param>
internal sealed record Delivery(ulong Tag, IReadOnlyBasicProperties Properties, byte[] Body)
{
    /// <summary>Failed attempts before this one.</summary>
    public int Attempt => (int)Math.Clamp(Properties.Number(EventHeaders.Attempt) ?? 0, 0, int.MaxValue - 1);

    /// <summary>Reads the event; otherwise says why that will never work.</summary>
    public IEvent? Read(out Failure? failure)
    {
        failure = null;
        var name = Properties.Type ?? Properties.Text(EventHeaders.Type);
        try
        {
            if (name is null)
            {
                failure = Failure.Final(this, DeadLetterReasons.Unreadable, "The message does not say which event it is.");
                return null;
            }

            if (Properties.Text(EventHeaders.SpecVersion) is { } version and not "1.0")
            {
                failure = Failure.Final(this, DeadLetterReasons.UnknownEvent, $"CloudEvents {version} is not understood.");
                return null;
            }

            return EventCatalogue.Deserialize(name, Body);
        }
        catch (UnknownEventException exception)
        {
            failure = Failure.Final(this, DeadLetterReasons.UnknownEvent, exception.Message);
        }
        catch (JsonException exception)
        {
            failure = Failure.Final(this, DeadLetterReasons.Unreadable, exception.Message);
        }

        return null;
    }
}
