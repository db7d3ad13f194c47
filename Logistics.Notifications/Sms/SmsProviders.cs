using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Sms;

/// <summary>The providers that are configured, by the name that their receipts come back to.</summary>
internal sealed class SmsProviders(IOptions<SmsOptions> options)
{
    public const string Primary = "sms";
    public const string Fallback = "sms-fallback";

    public SmsAccount Account(string name) => name == Fallback ? options.Value.Fallback : options.Value.Primary;

    public bool TryFind(string name, [NotNullWhen(true)] out SmsAccount? account)
    {
        account = name is Primary or Fallback && Account(name) is { IsConfigured: true } found ? found : null;
        return account is not null;
    }
}
