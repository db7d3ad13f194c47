using System.Net;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Logistics.Simulator.Api;

/// <summary>The public API, as far as it is played here.</summary>
internal sealed partial class LogisticsApi(ApiTransport transport, TimeProvider clock)
{
    private static readonly ApiJsonContext Json = ApiJsonContext.Default;

    /// <summary>Makes the account; no harm when it is there already.</summary>
    public Task RegisterAsync(Account account, string name, string locale, CancellationToken cancellationToken)
    {
        var body = new RegisterRequest(account.Email, account.Password, name, locale);
        return transport.SendAsync(
            ApiRequest.Post("/v1/auth/register", body, Json.RegisterRequest, NewKey()), null, Json.AcceptedAnswer, cancellationToken);
    }

    /// <summary>Signs in when the account is not signed in yet; false when there is no such account or the password is another.</summary>
    public async Task<bool> TrySignInAsync(Account account, CancellationToken cancellationToken)
    {
        try
        {
            await TokenOfAsync(account, cancellationToken);
            return true;
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.Unauthorized)
        {
            return false;
        }
    }

    /// <summary>Whether the account's address is known to be its own: before that, no mail goes there.</summary>
    public async Task<bool> IsConfirmedAsync(Account account, CancellationToken cancellationToken) =>
        (await SendAsync(account, ApiRequest.Get("/v1/me"), Json.MeAnswer, cancellationToken)).EmailConfirmed;

    /// <summary>Has the link mailed that confirms the address; of no effect for a minute after the last time.</summary>
    public Task ResendConfirmationAsync(Account account, CancellationToken cancellationToken)
    {
        var body = new ResendConfirmationRequest(account.Email);
        return transport.SendAsync(
            ApiRequest.Post("/v1/auth/confirm/resend", body, Json.ResendConfirmationRequest, NewKey()), null, Json.AcceptedAnswer,
            cancellationToken);
    }

    /// <summary>Has a link mailed that sets a new password.</summary>
    public Task ForgetPasswordAsync(Account account, CancellationToken cancellationToken)
    {
        var body = new ForgotPasswordRequest(account.Email);
        return transport.SendAsync(
            ApiRequest.Post("/v1/auth/forgot", body, Json.ForgotPasswordRequest, NewKey()), null, Json.AcceptedAnswer, cancellationToken);
    }

    /// <summary>
    /// Follows the links that an address got since a time, read in the development mailbox by the support desk; false: there is none that
    /// is good.
    /// </summary>
    public Task<bool> TryConfirmAsync(Account account, Account support, DateTimeOffset since, CancellationToken cancellationToken) =>
        TryFollowAsync(
            account, support, since, "confirm-email",
            token => ApiRequest.Post("/v1/auth/confirm", new ConfirmRequest(token), Json.ConfirmRequest, NewKey()),
            cancellationToken);

    /// <summary>Sets the password anew, by such a link.</summary>
    public Task<bool> TryResetPasswordAsync(Account account, Account support, DateTimeOffset since, CancellationToken cancellationToken) =>
        TryFollowAsync(
            account, support, since, "reset-password",
            token => ApiRequest.Post(
                "/v1/auth/reset", new ResetPasswordRequest(token, account.Password), Json.ResetPasswordRequest, NewKey()),
            cancellationToken);

    public Task<ShipmentAnswer> CreateShipmentAsync(
        Account merchant, CreateShipmentRequest body, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync(
            merchant, ApiRequest.Post("/v1/shipments", body, Json.CreateShipmentRequest, idempotencyKey), Json.ShipmentAnswer,
            cancellationToken);

    public Task<ShipmentAnswer> ChangeStatusAsync(
        Account courier, string trackingNumber, ChangeStatusRequest body, string idempotencyKey, CancellationToken cancellationToken)
    {
        var request = ApiRequest.Post($"/v1/shipments/{trackingNumber}/status", body, Json.ChangeStatusRequest, idempotencyKey);
        return SendAsync(courier, request, Json.ShipmentAnswer, cancellationToken);
    }

    /// <summary>The public timeline.</summary>
    public async Task<TimelineAnswer> GetTimelineAsync(string trackingNumber, CancellationToken cancellationToken) =>
        Required(await transport.SendAsync(ApiRequest.Get($"/v1/tracking/{trackingNumber}"), null, Json.TimelineAnswer, cancellationToken));

    /// <summary>All notifications of a shipment that the merchant owns: the sender's and the recipient's.</summary>
    public Task<IReadOnlyList<NotificationAnswer>> ListNotificationsAsync(
        Account merchant, string trackingNumber, CancellationToken cancellationToken) =>
        ListAsync(
            merchant, $"/v1/me/notifications?trackingNumber={trackingNumber}", Json.PageAnswerNotificationAnswer, _ => true,
            cancellationToken);

    /// <summary>What an address got since a time, from the development mailbox; the support desk may read everyone's.</summary>
    public Task<IReadOnlyList<MailAnswer>> ListMailsAsync(
        Account support, string address, DateTimeOffset since, CancellationToken cancellationToken) =>
        ListAsync(
            support, $"/v1/dev/mails?to={Uri.EscapeDataString(address)}", Json.PageAnswerMailAnswer, mail => mail.SentAt >= since,
            cancellationToken);

    /// <summary>The access token of an account, which signs in when it has none that lives.</summary>
    public Task<string> TokenOfAsync(Account account, CancellationToken cancellationToken) =>
        account.GetTokenAsync(
            async who =>
            {
                var request = ApiRequest.Post("/v1/auth/login", new LoginRequest(who.Email, who.Password), Json.LoginRequest, NewKey());
                return Required(await transport.SendAsync(request, null, Json.TokenAnswer, cancellationToken));
            },
            clock,
            cancellationToken);

    /// <summary>Reads page after page, newest first, until the end or the first item that is not <paramref name="wanted"/>.</summary>
    private async Task<IReadOnlyList<TItem>> ListAsync<TItem>(
        Account account, string path, JsonTypeInfo<PageAnswer<TItem>> pageType, Func<TItem, bool> wanted,
        CancellationToken cancellationToken)
    {
        var items = new List<TItem>();
        string? cursor = null;
        do
        {
            var after = cursor is null ? string.Empty : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = await SendAsync(account, ApiRequest.Get($"{path}&limit=100{after}"), pageType, cancellationToken);
            items.AddRange(page.Items.TakeWhile(wanted));
            cursor = page.Items.All(wanted) ? page.NextCursor : null;
        }
        while (cursor is not null);

        return items;
    }

    private async Task<TAnswer> SendAsync<TAnswer>(
        Account account, ApiRequest request, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
        where TAnswer : class =>
        Required(await transport.SendAsync(request, await TokenOfAsync(account, cancellationToken), answerType, cancellationToken));

    private async Task<bool> TryFollowAsync(
        Account account, Account support, DateTimeOffset since, string page, Func<string, ApiRequest> use,
        CancellationToken cancellationToken)
    {
        foreach (var mail in await ListMailsAsync(support, account.Email, since, cancellationToken))
        {
            var read = await SendAsync(support, ApiRequest.Get($"/v1/dev/mails/{mail.Id}"), Json.MailTextAnswer, cancellationToken);
            var link = Link().Match(read.Text);
            if (link.Success && link.Groups[1].Value == page && await TryUseAsync(use(link.Groups[2].Value), cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> TryUseAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await transport.SendAsync(request, null, Json.AcceptedAnswer, cancellationToken);
            return true;
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.BadRequest)
        {
            return false;
        }
    }

    private string NewKey() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();

    private static TAnswer Required<TAnswer>(TAnswer? answer) => answer ?? throw new ApiException("The answer is empty.");

    /// <summary><c>http://localhost:8000/confirm-email#token=…</c></summary>
    [GeneratedRegex(@"/([\w-]+)#token=([\w-]+)")]
    private static partial Regex Link();
}
