using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Features.ManageAddresses;

internal static class AddressErrors
{
    public static readonly Error NotFound = new("address.not_found", "There is no such address in your book.", ErrorKind.NotFound);

    public static readonly Error TooMany =
        new(
            "address.too_many", $"An address book has at most {AddressBook.MaxEntries} addresses; remove one first.",
            ErrorKind.IllegalState);
}
