using Logistics.Messaging.Consumers;
using Logistics.Messaging.DeadLetters;
using Logistics.Messaging.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Messaging;

public static class ModelBuilderExtensions
{
    /// <summary>
    /// Adds the tables of messaging (outbox, inbox, dead letters and their audit) to a service's model; call it in
    /// <c>OnModelCreating</c>.
    /// </summary>
    public static ModelBuilder AddMessaging(this ModelBuilder modelBuilder)
    {
        var deadLetters = new DeadLetterConfiguration();
        return modelBuilder
            .ApplyConfiguration(new OutboxMessageConfiguration())
            .ApplyConfiguration(new InboxMessageConfiguration())
            .ApplyConfiguration<DeadLetter>(deadLetters)
            .ApplyConfiguration<DeadLetterAudit>(deadLetters);
    }
}
