using System.Diagnostics;
using System.Security.Cryptography;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.NotifyOfShipments;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Rules;
using Logistics.Notifications.Templates;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>
/// Makes notifications of a request. What is to be sent later is accepted, with its words, and decided when its time has come: addresses,
/// preferences and all other rules are those of then.
/// </summary>
internal sealed class RequestPlanner(ITemplateSource templates, Rulebook rules)
{
    private static readonly Decision Later = new(NotificationState.Accepted, Rule.NoObjection, Reasons.Scheduled);

    /// <summary>The messages of a request, by recipient and channel.</summary>
    public static IEnumerable<RequestCandidate> Candidates(RequestDraft draft, Guid ownerId, DateTimeOffset now)
    {
        foreach (var addressee in draft.Addressees)
        {
            var cause = Guid.CreateVersion7(now);
            foreach (var channel in draft.Channels.Where(addressee.CanBeToldBy))
            {
                yield return new RequestCandidate
                {
                    Id = Guid.CreateVersion7(now),
                    CauseId = cause,
                    RequestId = draft.RequestId,
                    RecipientIndex = addressee.Index,
                    OwnerId = ownerId,
                    Template = draft.Template,
                    Category = draft.Category,
                    Channel = channel,
                    Priority = draft.Priority,
                    UserId = addressee.UserId,
                    Address = channel switch { Channel.Email => addressee.Email, Channel.Sms => addressee.Phone, _ => null },
                    Locale = draft.Locale ?? Language.Default,
                    Variables = addressee.Variables,
                    TraceParent = Activity.Current?.Id,
                    CreatedAt = now,
                };
            }
        }
    }

    /// <summary>A message that was accepted and waits for its time.</summary>
    public static RequestCandidate Candidate(Notification accepted) => new()
    {
        Id = accepted.Id,
        CauseId = accepted.CauseId,
        RequestId = accepted.RequestId!, // not null: it was asked for
        RecipientIndex = accepted.RecipientIndex ?? 0,
        OwnerId = accepted.OwnerId,
        Template = accepted.Template,
        Category = accepted.Category,
        Channel = accepted.Channel,
        Priority = accepted.Priority,
        UserId = accepted.UserId,
        Address = accepted.Address,
        Locale = accepted.Locale,
        Words = new RenderedText(accepted.Title, accepted.Body, accepted.Parts),
        Variables = accepted.Variables,
        TraceParent = accepted.TraceParent,
        CreatedAt = accepted.CreatedAt,
    };

    public async Task<List<Notification>> AcceptAsync(
        IReadOnlyList<RequestCandidate> candidates, NotificationsDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await MeetAsync(candidates, db, cancellationToken)).ConvertAll(candidate => Make(candidate, Later, now));

    /// <summary>What becomes of messages now. To be called inside the transaction that keeps it.</summary>
    public async Task<List<Notification>> DecideAsync(
        IReadOnlyList<RequestCandidate> candidates, NotificationsDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = (await MeetAsync(candidates, db, cancellationToken)).ConvertAll(Address);
        var open = known.FindAll(candidate => Obstacle(candidate) is null);
        var decided = new Queue<Decision>(await rules.DecideAsync(open, db, now, cancellationToken));
        return known.ConvertAll(candidate => Make(candidate, Obstacle(candidate) ?? decided.Dequeue(), now));
    }

    private static async Task<List<RequestCandidate>> MeetAsync(
        IReadOnlyList<RequestCandidate> candidates, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var contacts = await Contacts.FindAsync(
            [.. candidates.Select(candidate => candidate.UserId).OfType<Guid>().Distinct()],
            [
                .. candidates.Where(candidate => candidate.Channel == Channel.Email)
                    .Select(candidate => candidate.Address).OfType<string>().Select(EmailAddress.KeyOf).Distinct(),
            ],
            db,
            cancellationToken);
        return
        [
            .. candidates.Select(candidate => candidate with
            {
                Person = candidate.UserId is { } userId ? contacts.Of(userId) : contacts.At(candidate.Address),
            }),
        ];
    }

    /// <summary>
    /// An account is written to at its own addresses; the mail to one waits until it is known and its address is confirmed.
    /// </summary>
    private static RequestCandidate Address(RequestCandidate candidate) => candidate is not { UserId: not null, Person: var person }
        ? candidate
        : candidate with
        {
            Address = candidate.Channel switch
            {
                Channel.Email when person?.Contact is { EmailConfirmed: true } contact => contact.Email,
                Channel.Sms => person?.Contact.Phone,
                _ => null,
            },
            AwaitsContact = candidate.Channel == Channel.Email && person?.Contact is not { EmailConfirmed: true },
        };

    private static Decision? Obstacle(RequestCandidate candidate) => candidate switch
    {
        { Person.Contact.ErasedAt: not null } => Decision.Suppressed(Rule.Address, Reasons.Erased),
        { Channel: Channel.InApp, Person: null } => Decision.Suppressed(Rule.Address, Reasons.ContactUnknown),
        _ => null,
    };

    /// <summary>In the person's language, or in the request's: in that one there is a wording, as was checked.</summary>
    private Template TemplateFor(RequestCandidate candidate, string? locale) =>
        (locale is null ? null : templates.Find(candidate.Template, candidate.Channel, locale))
            ?? templates.Get(candidate.Template, candidate.Channel, candidate.Locale);

    private Notification Make(RequestCandidate candidate, Decision decision, DateTimeOffset now)
    {
        var person = candidate.Person;
        var template = candidate.Words is null ? TemplateFor(candidate, person?.Preferences?.Locale ?? person?.Contact.Locale) : null;
        var isErased = decision.Reason == Reasons.Erased;
        var words = isErased
            ? new RenderedText("", "", null)
            : candidate.Words ?? template!.Render(candidate.Variables); // not null: there are no words
        return new Notification
        {
            Id = candidate.Id,
            CauseId = candidate.CauseId,
            RequestId = candidate.RequestId,
            RecipientIndex = candidate.RecipientIndex,
            Role = RecipientRole.Requested,
            Channel = candidate.Channel,
            Priority = candidate.Priority,
            Category = candidate.Category,
            OwnerId = candidate.OwnerId,
            UserId = decision == Later ? candidate.UserId : person?.Contact.UserId ?? candidate.UserId,
            Address = isErased || decision.Reason == Reasons.InvalidAddress ? null : candidate.Address,
            Locale = template?.Locale ?? candidate.Locale,
            Template = candidate.Template,
            Variables = isErased ? [] : candidate.Variables,
            Title = words.Title,
            Body = words.Body,
            Parts = words.Parts,
            State = decision.State,
            Reason = decision.Reason,
            Rule = decision.Rule,
            RuleData = decision.Data,
            ToldBy = decision.ToldBy,
            DueAt = decision.DueAt,
            UnsubscribeToken = candidate.Channel == Channel.Email && decision.DueAt is not null
                ? new Guid(RandomNumberGenerator.GetBytes(16))
                : null,
            TraceParent = candidate.TraceParent,
            CreatedAt = candidate.CreatedAt,
            UpdatedAt = now,
        };
    }
}
