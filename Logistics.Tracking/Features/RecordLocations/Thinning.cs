using Logistics.Tracking.Domain;

namespace Logistics.Tracking.Features.RecordLocations;

/// <summary>
/// Which of the pings that arrive are worth keeping, beside those that were kept before: one is, when it is some time and some way off its
/// neighbours in time, or when its neighbours are long off.
/// </summary>
internal static class Thinning
{
    /// <param name="arrived">In any order, perhaps some of them again.</param>
    /// <param name="kept">Of the same courier, from around that time.</param>
    public static List<LocationPing> Keep(IEnumerable<LocationPing> arrived, IEnumerable<LocationPing> kept, LocationOptions options)
    {
        var line = new SortedList<DateTimeOffset, LocationPing>();
        foreach (var ping in kept)
        {
            line[ping.At] = ping;
        }

        var added = new List<LocationPing>();
        foreach (var ping in arrived.Where(ping => IsUsable(ping, options)).OrderBy(ping => ping.At))
        {
            if (!line.ContainsKey(ping.At) && NeighboursOf(ping, line).All(neighbour => IsOff(ping, neighbour, options)))
            {
                line.Add(ping.At, ping);
                added.Add(ping);
            }
        }

        return added;
    }

    /// <summary>Whether the device was sure enough of it.</summary>
    public static bool IsUsable(LocationPing ping, LocationOptions options) => !(ping.AccuracyMeters > options.MaxAccuracyMeters);

    private static bool IsOff(LocationPing ping, LocationPing neighbour, LocationOptions options)
    {
        var apart = (ping.At - neighbour.At).Duration();
        return apart >= options.MaxInterval || (apart >= options.MinInterval && ping.MetersTo(neighbour) >= options.MinDistanceMeters);
    }

    /// <summary>The one before it and the one after it.</summary>
    private static IEnumerable<LocationPing> NeighboursOf(LocationPing ping, SortedList<DateTimeOffset, LocationPing> line)
    {
        var (low, high) = (0, line.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = line.Keys[middle] < ping.At ? (middle + 1, high) : (low, middle);
        }

        return line.Values.Skip(low - 1).Take(low == 0 ? 1 : 2);
    }
}
