using Grpc.Core;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Features.ManagePersonalData;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Identity;

/// <summary>A person's right to know and to be forgotten.</summary>
[Authorize(Access.People)]
internal sealed class PersonalDataGrpcService(
    ExportHandler export, DeleteAccountHandler delete) : PersonalDataService.PersonalDataServiceBase
{
    public override async Task<PersonalData> ExportPersonalData(ExportPersonalDataRequest request, ServerCallContext context) =>
        (await export.HandleAsync(context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<DeleteAccountResponse> DeleteAccount(DeleteAccountRequest request, ServerCallContext context) =>
        (await delete.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
