namespace Logistics.Notifications.Rules;

/// <summary>One thing that decides whether and when something is told.</summary>
internal interface IRule
{
    /// <returns>None: this rule has nothing to say, the next is asked.</returns>
    Decision? Decide(Candidate candidate, DateTimeOffset now);
}
