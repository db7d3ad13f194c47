using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;
using Logistics.Tests.Notifications.Support;
using Xunit;

namespace Logistics.Tests.Notifications;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("Africa/Algiers", "22:00", "07:00", "2026-04-06T22:30:00+01:00", "2026-04-07T07:00:00+01:00")]
    [InlineData("Africa/Algiers", "22:00", "07:00", "2026-04-06T22:00:00+01:00", "2026-04-07T07:00:00+01:00")]
    [InlineData("Africa/Algiers", "22:00", "07:00", "2026-04-07T06:59:59+01:00", "2026-04-07T07:00:00+01:00")]
    [InlineData("Africa/Algiers", "22:00", "07:00", "2026-04-07T07:00:00+01:00", null)]
    [InlineData("Africa/Algiers", "22:00", "07:00", "2026-04-06T12:00:00+01:00", null)]
    [InlineData("Africa/Algiers", "13:00", "15:00", "2026-04-06T14:00:00+01:00", "2026-04-06T15:00:00+01:00")] // a nap
    [InlineData("Africa/Algiers", "22:00", "07:00", "2026-03-28T22:30:00+01:00", "2026-03-29T07:00:00+01:00")] // has no summer time
    [InlineData("Asia/Kolkata", "22:00", "07:00", "2026-04-06T17:30:00+00:00", "2026-04-07T07:00:00+05:30")]
    [InlineData("Asia/Kolkata", "22:00", "07:00", "2026-04-06T16:29:00+00:00", null)]
    [InlineData("Europe/Paris", "22:00", "07:00", "2026-03-28T22:30:00+01:00", "2026-03-29T07:00:00+02:00")] // a night an hour shorter
    [InlineData("Europe/Paris", "22:00", "07:00", "2026-10-24T22:30:00+02:00", "2026-10-25T07:00:00+01:00")] // and one longer
    [InlineData("Europe/Paris", "22:00", "02:30", "2026-03-28T23:00:00+01:00", "2026-03-29T03:00:00+02:00")] // 02:30 is left out
    [InlineData("Europe/Paris", "22:00", "02:30", "2026-10-24T23:00:00+02:00", "2026-10-25T02:30:00+02:00")] // 02:30 comes twice: the first
    [InlineData("Europe/Paris", "22:00", "02:30", "2026-10-25T02:10:00+01:00", "2026-10-25T02:30:00+01:00")] // the first is over
    [InlineData("America/New_York", "22:00", "07:00", "2026-03-07T23:00:00-05:00", "2026-03-08T07:00:00-04:00")]
    [InlineData("America/New_York", "22:00", "07:00", "2026-10-31T23:00:00-04:00", "2026-11-01T07:00:00-05:00")]
    [InlineData("America/New_York", "02:30", "06:00", "2026-03-08T03:10:00-04:00", "2026-03-08T06:00:00-04:00")] // begin in the gap
    [InlineData("Nowhere/Else", "22:00", "07:00", "2026-04-06T23:00:00+00:00", null)]
    public void The_end_is_what_the_clock_on_the_wall_says(string timeZone, string from, string to, string at, string? end) =>
        Assert.Equal(
            end is null ? null : DateTimeOffset.Parse(end, null).ToUniversalTime(),
            QuietHoursRule.EndOf(SamplePeople.Quiet(from, to, timeZone), DateTimeOffset.Parse(at, null)));

    [Theory]
    [InlineData("2026-04-07T04:00:00+01:00", true)] // three hours are too long for it
    [InlineData("2026-04-07T05:00:00+01:00", false)]
    public void What_someone_should_act_on_waits_only_as_long_as_it_can(string at, bool isSent)
    {
        var person = SamplePeople.Person(SamplePeople.Quiet("22:00", "07:00", "Africa/Algiers"));
        var candidate = SamplePeople.Candidate(person) with { Patience = TimeSpan.FromHours(2) };

        Assert.Equal(isSent, new QuietHoursRule().Decide(candidate, DateTimeOffset.Parse(at, null)) is null);
    }

    [Fact]
    public void In_the_app_and_for_those_who_never_said_there_are_none()
    {
        var rule = new QuietHoursRule();
        var night = new DateTimeOffset(2026, 4, 6, 23, 0, 0, TimeSpan.Zero);
        var person = SamplePeople.Person(SamplePeople.Quiet("22:00", "07:00", "Africa/Algiers"));

        Assert.Null(rule.Decide(SamplePeople.Candidate(person, Channel.InApp), night));
        Assert.Null(rule.Decide(SamplePeople.Candidate(SamplePeople.Person()), night));
        Assert.Null(rule.Decide(SamplePeople.Candidate(), night));
        Assert.Equal(NotificationState.Deferred, rule.Decide(SamplePeople.Candidate(person, Channel.Sms), night)?.State);
        Assert.Equal(Reasons.QuietHours, rule.Decide(SamplePeople.Candidate(person, Channel.Push), night)?.Reason);
    }
}
