using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Gateway.Features.ManagePersonalData;

internal static class DeleteMeEndpoint
{
    public static async Task<NoContent> HandleAsync(
        [FromBody] DeleteMeRequest body, PersonalDataService.PersonalDataServiceClient personalData, CancellationToken cancellationToken)
    {
        await personalData.DeleteAccountAsync(
            new DeleteAccountRequest { Password = body.Password ?? "" }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}
