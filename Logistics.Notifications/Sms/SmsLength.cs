using System.Collections.Frozen;

namespace Logistics.Notifications.Sms;

/// <summary>
/// How much of the network a text message takes (3GPP TS 23.038 and 23.040): 160 characters of GSM's own alphabet, some of which count
/// twice, or 70 of UCS-2 as soon as one is not in it; of more than that, 153 or 67 a segment. No character is split between two.
/// </summary>
internal sealed record SmsLength(bool IsGsm7, int Characters, int Segments)
{
    private static readonly FrozenSet<char> Basic = FrozenSet.ToFrozenSet(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    private static readonly FrozenSet<char> Extended = FrozenSet.ToFrozenSet("\f^{}\\[~]|€");

    public string Encoding => IsGsm7 ? "GSM-7" : "UCS-2";

    public static SmsLength Of(string text)
    {
        var isGsm7 = text.All(letter => Basic.Contains(letter) || Extended.Contains(letter));
        var (alone, shared) = isGsm7 ? (160, 153) : (70, 67);
        var (total, segments, used) = (0, 1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = !isGsm7 && i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            var size = isPair || (isGsm7 && Extended.Contains(text[i])) ? 2 : 1;
            i += isPair ? 1 : 0;
            total += size;
            (segments, used) = used + size > shared ? (segments + 1, size) : (segments, used + size);
        }

        return new SmsLength(isGsm7, total, total <= alone ? 1 : segments);
    }
}
