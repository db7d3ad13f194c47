namespace Logistics.Messaging.Consumers;

/// <summary>A delivery that came to nothing.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="IsFinal">Trying again is pointless.</param>
/// <param name="Reason">Why it is a dead letter, if it becomes one (<see cref="DeadLetterReasons"/>).</param>
/// <param name="Detail">Why, in words. May hold personal data.</param>
/// <param name="Cause">Why, for logs.</param>
internal sealed record Failure(Delivery Delivery, bool IsFinal, string Reason, string Detail, string Cause)
{
    public static Failure Final(Delivery delivery, string reason, string detail) => new(delivery, true, reason, detail, reason);

    /// <summary>What a handler's exception means: final when it says so, else worth another try.</summary>
    public static Failure Of(Delivery delivery, Exception exception) => exception is RejectedEventException
        ? Final(delivery, DeadLetterReasons.Rejected, exception.Message)
        : new Failure(delivery, false, DeadLetterReasons.AttemptsExhausted, $"{NameOf(exception)}: {exception.Message}", NameOf(exception));

    private static string NameOf(Exception exception) => exception.GetType().Name;
}
