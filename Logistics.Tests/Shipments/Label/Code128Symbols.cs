namespace Logistics.Tests.Shipments.Label;

/// <summary>
/// The symbols of Code 128 as a scanner knows them: eleven modules each, a dark one a set bit. The stop symbol has a last bar besides,
/// which is not looked at.
/// </summary>
internal static class Code128Symbols
{
    public const int StartB = 104;
    public const int Stop = 106;
    private const int ModulesOfASymbol = 11;

    private static readonly List<int> Patterns = [.. """
        6CC 66C 666 498 48C 44C 4C8 4C4 464 648 644 624 59C 4DC 4CE 5CC 4EC 4E6 672 65C 64E 6E4 674 76E 74C 72C 726
        764 734 732 6D8 6C6 636 518 458 446 588 468 462 688 628 622 5B8 58E 46E 5D8 5C6 476 776 68E 62E 6E8 6E2 6EE
        758 746 716 768 762 71A 77A 642 78A 530 50C 4B0 486 42C 426 590 584 4D0 4C2 434 432 612 650 7BA 614 47A 53C
        4BC 49E 5E4 4F4 4F2 7A4 794 792 6DE 6F6 7B6 578 51E 45E 5E8 5E2 7A8 7A2 5DE 5EE 75E 7AE 684 690 69C
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(pattern => Convert.ToInt32(pattern, 16)), 0b11000111010];

    /// <summary>What stands for these six widths, bar and space in turn; -1 for what is no symbol.</summary>
    /// <param name="widths">In dots.</param>
    public static int ValueOf(int[] widths)
    {
        var module = widths.Sum() / (double)ModulesOfASymbol;
        var pattern = 0;
        for (var i = 0; i < widths.Length; i++)
        {
            for (var modules = (int)Math.Round(widths[i] / module); modules > 0; modules--)
            {
                pattern = (pattern << 1) | (i % 2 == 0 ? 1 : 0);
            }
        }

        return Patterns.IndexOf(pattern);
    }
}
