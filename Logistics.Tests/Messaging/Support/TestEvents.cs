using Logistics.Contracts.Events;

namespace Logistics.Tests.Messaging.Support;

internal static class TestEvents
{
    public static UserRegistered Any(string name = "Someone")
    {
        var now = TimeProvider.System.GetUtcNow();
        return new UserRegistered
        {
            EventId = Guid.CreateVersion7(now),
            UserId = Guid.CreateVersion7(now),
            Email = "someone@example.org",
            DisplayName = name,
            Locale = "en",
            OccurredAt = now,
        };
    }
}
