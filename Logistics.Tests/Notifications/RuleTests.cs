using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;
using Logistics.Tests.Notifications.Support;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Notifications;

/// <summary>Each rule by itself.</summary>
public sealed class RuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 6, 12, 0, 0, TimeSpan.Zero);
    private static readonly IOptions<DispatchOptions> Dispatch = Options.Create(new DispatchOptions());

    [Fact]
    public void What_is_over_is_not_told()
    {
        var rule = new ExpiryRule();

        Assert.Equal(
            (NotificationState.Expired, Reasons.TooLate), Told(rule.Decide(SamplePeople.Candidate() with { ExpiresAt = Now }, Now)));
        Assert.Null(rule.Decide(SamplePeople.Candidate() with { ExpiresAt = Now.AddTicks(1) }, Now));
        Assert.Null(rule.Decide(SamplePeople.Candidate(), Now));
    }

    [Theory]
    [InlineData(Channel.Email, "amina@people.example", null)]
    [InlineData(Channel.Email, null, Reasons.NoAddress)]
    [InlineData(Channel.Email, "nobody", Reasons.InvalidAddress)]
    [InlineData(Channel.Sms, "+213555000001", null)]
    [InlineData(Channel.Sms, "0555", Reasons.InvalidAddress)]
    [InlineData(Channel.Push, null, Reasons.NoDevice)]
    [InlineData(Channel.InApp, null, null)]
    public void There_must_be_a_way_to_the_person(Channel channel, string? address, string? reason)
    {
        var rule = new AddressRule(
            [new ScriptedSender("mail"), new ScriptedSender("push", Channel.Push), new ScriptedSender("sms", Channel.Sms)]);

        Assert.Equal(reason, rule.Decide(SamplePeople.Candidate(SamplePeople.Person(), channel) with { Address = address }, Now)?.Reason);
    }

    [Fact]
    public void A_channel_that_is_not_configured_is_no_way()
    {
        var rule = new AddressRule([]);

        Assert.Equal((NotificationState.Suppressed, Reasons.ChannelNotConfigured), Told(rule.Decide(SamplePeople.Candidate(), Now)));
        Assert.Null(rule.Decide(SamplePeople.Candidate(channel: Channel.InApp), Now));
    }

    [Fact]
    public void Only_what_is_critical_is_told_by_that_rule()
    {
        var rule = new CriticalRule(Dispatch);

        Assert.Null(rule.Decide(SamplePeople.Candidate(), Now));
        var decision = rule.Decide(SamplePeople.Candidate() with { IsCritical = true }, Now);
        Assert.Equal((NotificationState.Queued, Rule.Critical), (decision?.State, decision?.Rule));
    }

    [Fact]
    public void People_choose_their_channels_by_kind()
    {
        var rule = new PreferenceRule();
        var noMailOfProgress = SamplePeople.Person(
            channels: new CategoryChannels { ShipmentProgress = new ChannelChoice { Email = false } });

        Assert.Equal((NotificationState.Suppressed, Reasons.Preference), Told(rule.Decide(SamplePeople.Candidate(noMailOfProgress), Now)));
        Assert.Null(rule.Decide(SamplePeople.Candidate(noMailOfProgress, Channel.Push), Now));
        Assert.Null(rule.Decide(SamplePeople.Candidate(noMailOfProgress, category: Category.Problem), Now));
        Assert.Null(rule.Decide(SamplePeople.Candidate(), Now));
        // only who asked for them
        Assert.Equal(Reasons.Preference, rule.Decide(SamplePeople.Candidate(category: Category.News), Now)?.Reason);
    }

    [Theory]
    [InlineData(ShipmentStatus.OutForDelivery, "Africa/Algiers", "2026-04-06T23:00:00Z")]
    [InlineData(ShipmentStatus.OutForDelivery, "America/New_York", "2026-04-07T04:00:00Z")]
    [InlineData(ShipmentStatus.OutForDelivery, null, "2026-04-06T23:00:00Z")] // the offset of the scan
    [InlineData(ShipmentStatus.OutForDelivery, "Pacific/Auckland", "2026-04-07T12:00:00Z")] // it is tomorrow there
    [InlineData(ShipmentStatus.OutForDelivery, "Asia/Tashkent", "2026-04-06T19:00:00Z")]
    [InlineData(ShipmentStatus.OutForDelivery, "Asia/Vladivostok", "2026-04-06T16:00:00Z")] // an evening tour has four hours
    [InlineData(ShipmentStatus.DeliveryAttempted, "Africa/Algiers", "2026-04-07T23:00:00Z")]
    [InlineData(ShipmentStatus.Delivered, "Africa/Algiers", null)]
    public void What_is_for_today_ends_with_the_day_of_the_addressee(ShipmentStatus status, string? timeZone, string? end) =>
        Assert.Equal(
            end is null ? null : DateTimeOffset.Parse(end, null),
            Moments.EndOf(SampleEvents.Reached(status), SamplePeople.Person(timeZone: timeZone)));

    [Fact]
    public void What_is_above_the_limit_comes_when_the_while_is_over_and_news_never()
    {
        var rule = new ThrottleRule(Options.Create(new ThrottleOptions { ShipmentProgress = 2, News = 2 }));
        var half = Now.AddMinutes(30);

        Assert.Null(rule.Decide(SamplePeople.Candidate(), half));
        Assert.Null(rule.Decide(SamplePeople.Candidate() with { Position = 2 }, half));
        var decision = rule.Decide(SamplePeople.Candidate() with { Position = 3 }, half);
        Assert.Equal(
            (NotificationState.Deferred, Reasons.Throttled, Now.AddHours(1)), (decision?.State, decision?.Reason, decision?.DueAt));
        Assert.Equal(
            (NotificationState.Suppressed, Reasons.Throttled),
            Told(rule.Decide(SamplePeople.Candidate(category: Category.News) with { Position = 3 }, half)));
    }

    [Theory]
    [InlineData("DAILY", null, "2026-04-07T08:00:00Z")]
    [InlineData("DAILY", "Asia/Kolkata", "2026-04-07T02:30:00Z")]
    [InlineData("DAILY", "America/Los_Angeles", "2026-04-06T15:00:00Z")] // five in the morning there
    [InlineData("HOURLY", null, "2026-04-06T13:00:00Z")]
    [InlineData("HOURLY", "Asia/Kolkata", "2026-04-06T12:30:00Z")] // 17:30 there
    [InlineData("NONE", null, null)]
    public void A_digest_comes_by_the_clock_of_the_person(string digest, string? timeZone, string? due) =>
        Assert.Equal(
            due is null ? null : DateTimeOffset.Parse(due, null),
            new DigestRule(Options.Create(new DigestOptions()))
                .Decide(SamplePeople.Candidate(SamplePeople.Person(digest: digest, timeZone: timeZone)), Now)?.DueAt);

    [Fact]
    public void A_digest_takes_what_can_wait_and_waits_for_the_quiet_hours_to_end()
    {
        var rule = new DigestRule(Options.Create(new DigestOptions()));
        var person = SamplePeople.Person(SamplePeople.Quiet("22:00", "09:30", "Africa/Algiers"), digest: "DAILY");

        Assert.Equal(new DateTimeOffset(2026, 4, 7, 8, 30, 0, TimeSpan.Zero), rule.Decide(SamplePeople.Candidate(person), Now)?.DueAt);
        Assert.Null(rule.Decide(SamplePeople.Candidate(person) with { Priority = Priority.High }, Now));
        Assert.Null(rule.Decide(SamplePeople.Candidate(person, Channel.InApp), Now));
        Assert.Null(new QuietHoursRule().Decide(SamplePeople.Candidate(person), Now.AddHours(10))); // the digest has it
    }

    private static (NotificationState? State, string? Reason) Told(Decision? decision) => (decision?.State, decision?.Reason);
}
