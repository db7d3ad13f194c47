using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications.Features;

/// <summary>Which part of a list is wanted.</summary>
internal sealed record Page(PageCursor? After, int Limit)
{
    private const int DefaultLimit = 20;
    private const int LargestLimit = 100;

    public static Result<Page> Of(string cursor, int limit)
    {
        var faults = new List<FieldError>();
        PageCursor? after = null;
        if (cursor.Length > 0 && !PageCursor.TryParse(cursor, out after))
        {
            faults.Add(new FieldError("cursor", "This is no cursor of ours; leave it out to start at the newest."));
        }

        if (limit is < 0 or > LargestLimit)
        {
            faults.Add(new FieldError("limit", $"Must be from 1 to {LargestLimit}."));
        }

        return faults.Count > 0 ? Error.Validation(faults) : new Page(after, limit == 0 ? DefaultLimit : limit);
    }
}
