using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.ListNotifications;
using Logistics.Notifications.Features.ReadMailbox;
using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Tests.Notifications.Support;
using Xunit;
using Mailbox = Logistics.Notifications.Features.ReadMailbox.Mailbox;

namespace Logistics.Tests.Notifications;

/// <summary>Who sees what.</summary>
public sealed class ReadingTests(NotificationsDatabase database) : IClassFixture<NotificationsDatabase>, IAsyncLifetime
{
    private static readonly Guid Recipient = Guid.Parse("01935000-0000-7000-8000-00000000000a");
    private static readonly Caller Owner = new(SampleEvents.Owner, [Roles.Customer]);
    private static readonly Caller Amina = new(Recipient, [Roles.Customer]);
    private static readonly Caller Stranger = new(Guid.Parse("01935000-0000-7000-8000-00000000000b"), [Roles.Customer]);
    private static readonly Caller Driver = new(Guid.Parse("01935000-0000-7000-8000-00000000000c"), [Roles.Driver]);
    private static readonly Caller Support = new(Guid.Parse("01935000-0000-7000-8000-00000000000d"), [Roles.Support]);

    private NotificationsUnderTest _service = null!; // not null: InitializeAsync
    private NotificationsDbContext _db = null!; // not null: InitializeAsync

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.ClearAsync();
        _db = database.Open();
        _service = NotificationsUnderTest.WithMailbox(database);
        await _service.HandleAsync(
            SampleEvents.Registered(SampleEvents.Owner, "owner@merchant.example"),
            SampleEvents.Registered(Recipient, "amina@people.example"));
        await _service.HandleAsync(SampleEvents.Reached(ShipmentStatus.PickedUp));
        await _service.DispatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task People_see_what_they_were_told()
    {
        Assert.Equal(["EMAIL owner@merchant.example SENT", "IN_APP  DELIVERED"], await SeenAsync(Owner));
        Assert.Equal(["EMAIL amina@people.example SENT", "IN_APP  DELIVERED"], await SeenAsync(Amina));
        Assert.Empty(await SeenAsync(Stranger));
    }

    [Fact]
    public async Task The_owner_of_a_shipment_sees_what_the_other_side_was_told_but_not_where() =>
        Assert.Equal(
            ["EMAIL a***@people.example SENT", "EMAIL owner@merchant.example SENT", "IN_APP  DELIVERED", "IN_APP  DELIVERED"],
            await SeenAsync(Owner, SampleEvents.TrackingNumber));

    [Fact]
    public async Task Of_someone_elses_shipment_people_see_their_own_side_only()
    {
        Assert.Equal(["EMAIL amina@people.example SENT", "IN_APP  DELIVERED"], await SeenAsync(Amina, SampleEvents.TrackingNumber));
        Assert.Empty(await SeenAsync(Stranger, SampleEvents.TrackingNumber));
    }

    [Fact]
    public async Task Staff_see_all_of_a_shipment() =>
        Assert.Equal(
            ["EMAIL amina@people.example SENT", "EMAIL owner@merchant.example SENT", "IN_APP  DELIVERED", "IN_APP  DELIVERED"],
            await SeenAsync(Driver, "pkg-7k3m9qx2vhdtg"));

    [Fact]
    public async Task Pages_follow_each_other_without_gaps()
    {
        await _service.HandleAsync([.. Enumerable.Range(0, 7).Select(_ => SampleEvents.Reached(ShipmentStatus.InTransit))]);

        var ids = new List<string>();
        var cursor = string.Empty;
        do
        {
            var page = await ListAsync(Owner, new ListNotificationsRequest { Cursor = cursor, Limit = 2 });
            Assert.InRange(page.Notifications.Count, 1, 2);
            ids.AddRange(page.Notifications.Select(notification => notification.Id));
            cursor = page.NextCursor;
        }
        while (cursor.Length > 0);

        Assert.Equal(9, ids.Count);
        Assert.Equal(9, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("nonsense", 0, "cursor")]
    [InlineData("", 101, "limit")]
    [InlineData("", -1, "limit")]
    public async Task What_is_no_page_is_refused(string cursor, int limit, string field)
    {
        var result = await new ListNotificationsHandler(_db)
            .HandleAsync(new ListNotificationsRequest { Cursor = cursor, Limit = limit }, Owner, Cancelled);

        Assert.Equal((ErrorKind.Validation, field), (result.Error?.Kind, result.Error?.Fields.Single().Field));
    }

    [Fact]
    public async Task The_mailbox_shows_ones_own_mail_and_support_sees_all()
    {
        Assert.Equal(["amina@people.example"], await MailsAsync(Amina));
        Assert.Empty(await MailsAsync(Stranger));
        Assert.Empty(await MailsAsync(Driver));
        Assert.Equal(["amina@people.example", "owner@merchant.example"], await MailsAsync(Support));
        Assert.Equal(["owner@merchant.example"], await MailsAsync(Support, "Owner@Merchant.example"));
        Assert.Empty(await MailsAsync(Amina, "owner@merchant.example"));
    }

    [Fact]
    public async Task A_mail_is_read_back_as_it_was_written()
    {
        var id = (await _service.MailsAsync()).Single(mail => mail.To == "amina@people.example").Id.ToString();

        var own = await GetAsync(Amina, id);
        var others = await GetAsync(Owner, id);

        Assert.True(own.IsSuccess(out var mail, out _));
        Assert.Equal("📦 Your package has been picked up", mail.Subject);
        Assert.Contains("Tracking number: PKG7K3M9QX2VHDTG", mail.Text, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", mail.Html, StringComparison.Ordinal);
        Assert.Contains($"Message-Id: <{mail.MessageId}>", mail.Raw.ToStringUtf8(), StringComparison.Ordinal);
        Assert.Equal(ErrorKind.NotFound, others.Error?.Kind);
        Assert.Equal(ErrorKind.NotFound, (await GetAsync(Support, "nonsense")).Error?.Kind);
    }

    [Fact]
    public async Task With_a_mail_server_there_is_no_mailbox()
    {
        var result = await new ListMailsHandler(new Mailbox(_db, [])).HandleAsync(new ListMailsRequest(), Support, Cancelled);

        Assert.Equal(ErrorKind.IllegalState, result.Error?.Kind);
    }

    private Mailbox Mailbox() => new(_db, [_service.Sender!]); // not null: made with a mailbox

    private Task<Result<Logistics.Contracts.Notifications.V1.Mail>> GetAsync(Caller caller, string id) =>
        new GetMailHandler(Mailbox()).HandleAsync(new GetMailRequest { Id = id }, caller, Cancelled);

    private async Task<IEnumerable<string>> MailsAsync(Caller caller, string to = "")
    {
        var result = await new ListMailsHandler(Mailbox()).HandleAsync(new ListMailsRequest { To = to }, caller, Cancelled);
        return result.OrThrow().Mails.Select(mail => mail.To).Order(StringComparer.Ordinal);
    }

    private async Task<IEnumerable<string>> SeenAsync(Caller caller, string trackingNumber = "") =>
        (await ListAsync(caller, new ListNotificationsRequest { TrackingNumber = trackingNumber })).Notifications
            .Select(notification => $"{notification.Channel.ToWire()} {notification.Address} {notification.State.ToWire()}")
            .Order(StringComparer.Ordinal);

    private async Task<ListNotificationsResponse> ListAsync(Caller caller, ListNotificationsRequest request) =>
        (await new ListNotificationsHandler(_db).HandleAsync(request, caller, Cancelled)).OrThrow();
}
