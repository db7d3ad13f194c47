using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Features.ManageAddresses;

/// <summary>
/// The caller's addresses. One of them, where there are any, is the default. Changes of one book come one after the other.
/// </summary>
internal sealed class AddressBook(AccountsDbContext db, TimeProvider clock)
{
    public const int MaxEntries = 50;

    public async Task<ListAddressesResponse> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        var addresses = await db.Addresses.AsNoTracking().Where(address => address.AccountId == caller.UserId)
            .OrderByDescending(address => address.IsDefault).ThenBy(address => address.Id).ToListAsync(cancellationToken);
        return new ListAddressesResponse { Addresses = { addresses.Select(address => address.ToProto()) } };
    }

    public Task<Result<AddressEntry>> AddAsync(AddressEntry entry, Caller caller, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return ChangeAsync(entry, id, caller, isNew: true, cancellationToken);
    }

    public async Task<Result<AddressEntry>> ChangeAsync(AddressEntry entry, Caller caller, CancellationToken cancellationToken) =>
        Guid.TryParse(entry.Id, out var id)
            ? await ChangeAsync(entry, id, caller, isNew: false, cancellationToken)
            : AddressErrors.NotFound;

    public async Task<Result<RemoveAddressResponse>> RemoveAsync(string addressId, Caller caller, CancellationToken cancellationToken) =>
        !Guid.TryParse(addressId, out var id) ? AddressErrors.NotFound : await db.InTransactionAsync<Result<RemoveAddressResponse>>(
            async () =>
            {
                await db.HoldAccountAsync(caller.UserId, cancellationToken);
                var book = await BookAsync(caller, cancellationToken);
                if (book.Find(address => address.Id == id) is not { } removed)
                {
                    return AddressErrors.NotFound;
                }

                db.Addresses.Remove(removed);
                await db.SaveChangesAsync(cancellationToken); // before another becomes the default: the index looks at each row as it comes
                if (removed.IsDefault && book.Find(address => address.Id != id) is { } next)
                {
                    next.IsDefault = true;
                }

                return new RemoveAddressResponse();
            },
            cancellationToken);

    private async Task<Result<AddressEntry>> ChangeAsync(
        AddressEntry entry, Guid id, Caller caller, bool isNew, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var wanted = AddressFields.Read(entry, caller.UserId, id, faults);
        if (faults.Error is { } error)
        {
            return error;
        }

        return await db.InTransactionAsync<Result<AddressEntry>>(
            async () =>
            {
                if (await db.HoldAccountAsync(caller.UserId, cancellationToken) is null)
                {
                    return AccountErrors.Gone;
                }

                var book = await BookAsync(caller, cancellationToken);
                var known = book.Find(address => address.Id == id);
                if (known is null && (!isNew || book.Count == MaxEntries))
                {
                    return isNew ? AddressErrors.TooMany : AddressErrors.NotFound;
                }

                await PutAsync(wanted, known, book, cancellationToken);
                return wanted.ToProto();
            },
            cancellationToken);
    }

    /// <summary>The default stays one until another one becomes it.</summary>
    private async Task PutAsync(SavedAddress wanted, SavedAddress? known, List<SavedAddress> book, CancellationToken cancellationToken)
    {
        var others = book.Where(address => address.Id != wanted.Id).ToList();
        wanted.IsDefault = wanted.IsDefault || !others.Exists(address => address.IsDefault);
        if (wanted.IsDefault)
        {
            others.ForEach(address => address.IsDefault = false);
            await db.SaveChangesAsync(cancellationToken); // before the new default: the index looks at each row as it comes
        }

        if (known is null)
        {
            db.Addresses.Add(wanted);
        }
        else
        {
            db.Entry(known).CurrentValues.SetValues(wanted);
        }
    }

    private Task<List<SavedAddress>> BookAsync(Caller caller, CancellationToken cancellationToken) => db.Addresses
        .Where(address => address.AccountId == caller.UserId).OrderBy(address => address.Id).Take(MaxEntries)
        .ToListAsync(cancellationToken);
}
