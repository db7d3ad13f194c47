using Logistics.Gateway.Api;
using Logistics.Gateway.Features.Administer;
using Logistics.Gateway.Features.ManageQueues;
using Logistics.Gateway.Features.ManageSuppressions;
using Logistics.Gateway.Features.ManageTemplates;
using Logistics.Gateway.Features.ReadStatistics;
using Logistics.Gateway.OpenApi;

namespace Logistics.Gateway.Features;

/// <summary>For administrators, and for those who keep the system going.</summary>
internal static class AdministrationRoutes
{
    public static void MapAdministration(this RouteGroupBuilder v1)
    {
        var admin = v1.MapGroup("admin").RequireAuthorization(Access.Admins).WithTags("Administration");
        admin.MapGet("users", UserEndpoints.ListAsync).Produces<UserPage>().Fails(400, 401, 403)
            .WithSummary("List and search accounts, newest first");
        admin.MapGet("users/{id}", UserEndpoints.GetAsync).Fails(401, 403, 404)
            .WithSummary("Read an account");
        admin.MapPost("users/{id}/disable", UserEndpoints.DisableAsync).Fails(401, 403, 404, 409)
            .WithSummary("Keep a user out")
            .WithDescription("Sessions end and API keys stop; an access token that was issued before lives on for at most 15 minutes. "
                + "409 for the last administrator.");
        admin.MapPost("users/{id}/enable", UserEndpoints.EnableAsync).Fails(401, 403, 404)
            .WithSummary("Let a user in again");
        admin.MapPut("users/{id}/roles/{role}", UserEndpoints.GiveRoleAsync).Fails(400, 401, 403, 404)
            .WithSummary("Give a user a role");
        admin.MapDelete("users/{id}/roles/{role}", UserEndpoints.TakeRoleAsync).Fails(400, 401, 403, 404, 409)
            .WithSummary("Take a role from a user")
            .WithDescription("Access tokens that were issued before have it for at most 15 minutes more. 409 for the last administrator's "
                + "ADMIN.");
        admin.MapGet("audit", AuditLogEndpoint.HandleAsync).Produces<AuditPage>().Fails(400, 401, 403)
            .WithSummary("Who did what to whom, newest first");
        admin.MapGet("stats", StatisticsEndpoint.HandleAsync).Fails(400, 401, 403)
            .WithSummary("How many shipments there are by status, and came to each by day")
            .WithDescription("Days in UTC, the last 30 unless said otherwise, 366 at most.");
    }

    public static void MapTemplates(this RouteGroupBuilder v1)
    {
        var templates = v1.MapGroup("admin/templates").RequireAuthorization(Access.Admins).WithTags("Templates");
        templates.MapGet("", TemplateEndpoints.ListAsync).Produces<TemplatePage>().Fails(400, 401, 403)
            .WithSummary("What messages there are, by their keys");
        templates.MapGet("{key}", TemplateEndpoints.GetAsync).Fails(401, 403, 404)
            .WithSummary("Read what messages by a key say, with all versions");
        templates.MapPost("{key}/versions", TemplateEndpoints.CreateAsync).TakesIdempotencyKey().Produces<TemplateVersion>(201)
            .Fails(400, 401, 403, 409, 413, 415, 422)
            .WithSummary("Make a draft")
            .WithDescription("Of a key that there is, or of a new one. It stays as it is; what is to be otherwise is another draft.");
        templates.MapPost("{key}/versions/{version:int}/preview", TemplateEndpoints.PreviewAsync).Fails(400, 401, 403, 404, 415)
            .WithSummary("See what a version says, and what keeps it from being published");
        templates.MapPost("{key}/versions/{version:int}/test", TemplateEndpoints.SendTestAsync).Fails(400, 401, 403, 404, 409, 415)
            .WithSummary("Send a version to yourself, or to an address")
            .WithDescription("It is kept who did. 409 where the channel has no provider.");
        templates.MapPost("{key}/versions/{version:int}/publish", TemplateEndpoints.PublishAsync).Fails(400, 401, 403, 404)
            .WithSummary("Have messages say what a version says")
            .WithDescription("In the place of what was published for its channel and language; everywhere within seconds. 400 with all "
                + "faults, each with its field, if it has any.");
        templates.MapPost("{key}/rollback", TemplateEndpoints.RollBackAsync).Fails(400, 401, 403, 409, 415)
            .WithSummary("Go back to the version before the published one")
            .WithDescription("Or, if that was the first, to what comes with the product.");
    }

    public static void MapQueues(this RouteGroupBuilder v1)
    {
        var keepers = v1.MapGroup("admin").RequireAuthorization(Access.Keepers).WithTags("Administration");
        keepers.MapGet("queues", QueueEndpoints.ListAsync).Fails(401, 403)
            .WithSummary("The queues of all services, and how full they are");
        keepers.MapGet("dead-letters", QueueEndpoints.ListDeadLettersAsync).Produces<DeadLetterPage>().Fails(400, 401, 403)
            .WithSummary("What no service could handle, the latest first")
            .WithDescription("Those that are open, unless a state is given: REPLAYED, DISCARDED, ANY.");
        keepers.MapGet("dead-letters/{id}", QueueEndpoints.GetDeadLetterAsync).Produces<DeadLetter>().Fails(401, 403, 404)
            .WithSummary("Read a dead letter, with its payload and what was decided about it");
        keepers.MapPost("dead-letters/replay", QueueEndpoints.ReplayAsync).Produces<SettledDeadLetters>().Fails(400, 401, 403, 404, 415)
            .WithSummary("Have dead letters handled again: some, or all that a filter finds")
            .WithDescription("At a bounded rate, with the event ids that they had. Those that are not open are passed over; the answer "
                + "names the others.");
        keepers.MapPost("dead-letters/discard", QueueEndpoints.DiscardAsync).Produces<SettledDeadLetters>().Fails(400, 401, 403, 404, 415)
            .WithSummary("Give dead letters up");
        keepers.MapGet("suppressions", SuppressionEndpoints.ListAsync).Produces<SuppressionPage>().Fails(400, 401, 403)
            .WithSummary("Addresses that nothing is sent to, newest first");
        keepers.MapDelete("suppressions/{id}", SuppressionEndpoints.LiftAsync).Fails(401, 403, 404)
            .WithSummary("Have things sent to an address again");
    }
}
