using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Templates;

/// <summary>What a template can say about an account, and where its link leads.</summary>
internal static class AccountVariables
{
    /// <summary>Beneath the public address; no template says it, it becomes the mail's button.</summary>
    public const string Link = "link";

    public const string Name = "name";

    public static VariableSchema Schema { get; } = new([new(Name, VariableType.String) { Example = "Amina" }]);

    public static Dictionary<string, string> Of(AccountMail mail)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { [Name] = mail.DisplayName };
        if (LinkOf(mail) is { } link)
        {
            variables[Link] = link;
        }

        return variables;
    }

    /// <summary>The token is in the fragment, which no browser sends to a server: it stays out of logs and referrers.</summary>
    private static string? LinkOf(AccountMail mail) => mail switch
    {
        PasswordResetRequested reset => $"reset-password#token={reset.Token}",
        AccountLinkMail confirm => $"confirm-email#token={confirm.Token}",
        _ => null,
    };
}
